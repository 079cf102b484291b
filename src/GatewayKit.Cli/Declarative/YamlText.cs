using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Writes JSON as YAML that reads the same.</summary>
internal static class YamlText
{
    private const int Indentation = 2;

    public static string Of(JsonObject document)
    {
        if (document.Count == 0)
            return "{}\n";

        var yaml = new StringBuilder();
        Members(yaml, document, 0);
        return yaml.ToString();
    }

    private static void Members(StringBuilder yaml, JsonObject members, int indent, bool isInItem = false)
    {
        foreach (var (key, value) in members)
        {
            yaml.Append(' ', isInItem ? 0 : indent).Append(Text(key)).Append(':');
            isInItem = false;
            Value(yaml, value, indent);
        }
    }

    private static void Value(StringBuilder yaml, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                yaml.Append('\n');
                Members(yaml, members, indent + Indentation);
                break;
            case JsonArray { Count: > 0 } items:
                yaml.Append('\n');
                Items(yaml, items, indent + Indentation);
                break;
            default:
                yaml.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Items(StringBuilder yaml, JsonArray items, int indent)
    {
        foreach (var item in items)
        {
            yaml.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } members)
            {
                yaml.Append(' ');
                Members(yaml, members, indent + Indentation, isInItem: true);
            }
            else
            {
                Value(yaml, item, indent);
            }
        }
    }

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Text(text),
        _ => value.ToJsonString(),
    };

    /// <summary>Writes text without quotes, or as a JSON string, which is also valid YAML.</summary>
    private static string Text(string text)
        => PlainText.IsSafe(text) ? text : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
