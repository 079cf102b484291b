using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Store.Secrets;

namespace GatewayKit.Admin.Endpoints;

/// <summary>
/// Masks what the options of plugins don't declare as secret, by the rules for entries of a store: headers such as Authorization in
/// transforms, passwords in addresses, secrets of other teams' plugins.
/// </summary>
internal static class Masking
{
    private const string CredentialsKey = "credentials";

    /// <summary>Returns content without secrets. Credentials are already shown without them.</summary>
    public static JsonNode Of(JsonNode content)
    {
        var credentials = (content as JsonObject)?[CredentialsKey]?.DeepClone();
        var masked = JsonNode.Parse(MaskedJson.Of(content.ToJsonString()))!;
        if (credentials is not null && masked is JsonObject json)
            json[CredentialsKey] = credentials;
        return masked;
    }

    /// <summary>Returns a text, such as an address, without a password.</summary>
    public static string Of(string text) => JsonSerializer.Deserialize<string>(MaskedJson.Of(JsonSerializer.Serialize(text))) ?? "";
}
