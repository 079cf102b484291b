using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Masks the secrets in the content of entries by the names of their keys: everything below <c>credentials</c> except an <c>id</c>, a
/// <c>prefix</c> and <c>expiresAt</c>, which distinguish the keys of a consumer; keys that contain words such as <c>password</c>,
/// <c>secret</c> or <c>token</c>, or end with <c>key</c>; values for headers such as <c>Authorization</c>; and passwords in URLs. Plugins
/// of other teams can have secrets with other names. A masked value that is written keeps the stored one (<see cref="StoreChange"/>).
/// </summary>
public static partial class MaskedJson
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    /// <summary>The options for writing contents.</summary>
    internal static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the content of an entry with masked secrets.</summary>
    /// <param name="content">The content as JSON.</param>
    /// <exception cref="JsonException">The content isn't JSON.</exception>
    public static string Of(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Masked(JsonNode.Parse(content), isSecret: false)?.ToJsonString(Options) ?? "null";
    }

    internal static JsonNode? Masked(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject members:
                var ofHeader = IsOfHeader(members);
                return new JsonObject(members.Select(m => KeyValuePair.Create(
                    m.Key, Masked(
                        m.Value, IsSecretMember(m.Key, m.Value, isSecret, ofHeader) || SecretPlaces.Has(members, m.Key)))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Masked(item, isSecret))]);
            case JsonValue value:
                return Masked(value, isSecret);
            default:
                return null;
        }
    }

    /// <summary>Returns whether a text has a masked password in a URL.</summary>
    internal static bool HasMaskedPassword(string text) => text.Contains($":{Mask}@", StringComparison.Ordinal);

    /// <summary>Returns whether the value of a member, or everything in it, is a secret.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isInSecret">Whether its object is part of a secret.</param>
    /// <param name="isOfHeader">Whether its object names a header or parameter with a secret, see <see cref="IsOfHeader"/>.</param>
    internal static bool IsSecretMember(string key, JsonNode? value, bool isInSecret, bool isOfHeader)
        => isInSecret ? value is not JsonValue || !PublicKey().IsMatch(key) : IsSecret(key) || (isOfHeader && IsValue(key));

    /// <summary>Returns whether an object names a header or a parameter whose value is a secret.</summary>
    internal static bool IsOfHeader(JsonObject members)
        => members.Any(m => m.Value is JsonValue value && value.TryGetValue<string>(out var name) && IsSecret(name));

    private static JsonNode? Masked(JsonValue value, bool isSecret)
    {
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.DeepClone();
        if (isSecret)
            return Mask;
        return value.TryGetValue<string>(out var text) ? UserInfo().Replace(text, $"//$1:{Mask}@") : value.DeepClone();
    }

    private static bool IsSecret(string key) => SecretKey().IsMatch(key) || IsHeader(key);

    private static bool IsValue(string key) => ValueKey().IsMatch(key);

    private static bool IsHeader(string name) => SecretHeader().IsMatch(name);

    [GeneratedRegex("password|passphrase|secret|credential|privatekey|connectionstring|^jwks$|^pwd$|^pin$|keyhash|"
        + "(^|api|access|signing|client|shared|account|encryption|hmac)_?-?keys?$|"
        + "(^|access|refresh|bearer|id|auth|api|session)_?-?tokens?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"\A((proxy-)?authorization|(set-)?cookie|x-api-key|api-key|x-auth-token|x-.*-(key|token|secret))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretHeader();

    [GeneratedRegex(@"\A(id|prefix|expiresAt)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"\A(set|append|value|values)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueKey();

    [GeneratedRegex(@"//([^/\s:@]*):[^/\s@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
