using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Masking;

/// <summary>Masks the secrets of a JSON value. A reference such as <c>${env:NAME}</c> in place of a secret is shown.</summary>
internal static partial class MaskedNode
{
    public static JsonNode? Of(JsonNode? node, SecretContext context)
    {
        context = context.At(node);
        switch (node)
        {
            case JsonObject members:
                var secrets = new MemberSecrets(members, context);
                return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Of(m.Value, secrets.Of(m.Key, m.Value)))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Of(item, context.Item))]);
            case JsonValue value:
                return Of(value, context.HidesValue);
            default:
                return null;
        }
    }

    private static JsonNode Of(JsonValue value, bool isSecret)
    {
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.DeepClone();

        var text = value.TryGetValue<string>(out var found) ? found : null;
        if (isSecret)
            return text is not null && Reference().IsMatch(text) ? text : ConfigSecrets.Mask;
        return text is not null ? MaskedText.Of(text) : value.DeepClone();
    }

    [GeneratedRegex(@"\A\$\{(env|secret):[^{}:]+\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
