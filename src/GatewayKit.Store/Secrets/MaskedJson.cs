using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Masks the secrets in the content of entries by the names of their keys: everything below <c>credentials</c>; keys that contain words
/// such as <c>password</c>, <c>secret</c> or <c>token</c>, or end with <c>key</c>; values for headers such as <c>Authorization</c>; and
/// passwords in URLs. Plugins of other teams can have secrets with other names.
/// </summary>
public static partial class MaskedJson
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the content of an entry with masked secrets.</summary>
    /// <param name="content">The content as JSON.</param>
    /// <exception cref="JsonException">The content isn't JSON.</exception>
    public static string Of(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Masked(JsonNode.Parse(content), isSecret: false)?.ToJsonString(s_json) ?? "null";
    }

    internal static JsonNode? Masked(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject members:
                var ofHeader = members.Any(m => m.Value is JsonValue value && value.TryGetValue<string>(out var name) && IsHeader(name));
                return new JsonObject(members.Select(m => KeyValuePair.Create(
                    m.Key, Masked(m.Value, isSecret || IsSecret(m.Key) || (ofHeader && IsValue(m.Key))))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Masked(item, isSecret))]);
            case JsonValue value:
                return Masked(value, isSecret);
            default:
                return null;
        }
    }

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

    [GeneratedRegex("password|passphrase|secret|credential|privatekey|connectionstring|^pwd$|^pin$|keyhash|"
        + "(^|api|access|signing|client|shared|account|encryption|hmac)_?-?keys?$|"
        + "(^|access|refresh|bearer|id|auth|api|session)_?-?tokens?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"\A((proxy-)?authorization|(set-)?cookie|x-api-key|api-key|x-auth-token|x-.*-(key|token|secret))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretHeader();

    [GeneratedRegex(@"\A(set|append|value|values)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueKey();

    [GeneratedRegex(@"//([^/\s:@]*):[^/\s@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
