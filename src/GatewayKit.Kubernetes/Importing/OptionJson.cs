using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Writes the options of plugins as JSON.</summary>
internal static class OptionJson
{
    /// <summary>Returns options without empty lists and mappings, which are the defaults.</summary>
    public static JsonNode? Of(ConfigNode? node) => node switch
    {
        ConfigMapping mapping => OfMapping(mapping),
        ConfigSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        ConfigScalar scalar => OfText(scalar.Text),
        _ => null,
    };

    private static JsonObject OfMapping(ConfigMapping mapping)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Entries)
        {
            if (Of(value) is { } node && node is not (JsonArray { Count: 0 } or JsonObject { Count: 0 }))
                result[key] = node;
        }

        return result;
    }

    private static JsonValue OfText(string text)
        => text is "true" or "false" ? JsonValue.Create(text == "true")
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number.ToString(CultureInfo.InvariantCulture) == text ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
