using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Writes resources as YAML that every version of YAML reads in the same way.</summary>
internal static partial class ManifestYaml
{
    public static string Write(IEnumerable<ImportedResource> resources)
    {
        var yaml = new StringBuilder();
        foreach (var resource in resources)
        {
            yaml.Append(yaml.Length == 0 ? "" : "---\n");
            foreach (var comment in resource.Comments)
                yaml.Append("# ").Append(OneLine(comment)).Append('\n');
            Mapping(resource.Content, "", yaml);
        }

        return yaml.ToString();
    }

    private static void Mapping(JsonObject mapping, string indent, StringBuilder yaml, bool isFirstOnLine = true)
    {
        foreach (var (key, value) in mapping)
        {
            yaml.Append(isFirstOnLine ? indent : "").Append(Text(key)).Append(':');
            isFirstOnLine = true;
            Value(value, indent, yaml);
        }
    }

    private static void Value(JsonNode? value, string indent, StringBuilder yaml)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } mapping:
                yaml.Append('\n');
                Mapping(mapping, indent + "  ", yaml);
                break;
            case JsonArray { Count: > 0 } list:
                yaml.Append('\n');
                foreach (var item in list)
                    Item(item, indent + "  ", yaml);
                break;
            default:
                yaml.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Item(JsonNode? item, string indent, StringBuilder yaml)
    {
        yaml.Append(indent).Append('-');
        if (item is JsonObject { Count: > 0 } mapping)
        {
            yaml.Append(' ');
            Mapping(mapping, indent + "  ", yaml, isFirstOnLine: false);
        }
        else
        {
            Value(item, indent, yaml);
        }
    }

    private static string Scalar(JsonNode? value)
        => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? Text(text)
            : value is JsonObject ? "{}" : value is JsonArray ? "[]" : value?.ToJsonString() ?? "null";

    /// <summary>Writes text as it is if it can't be anything else, and otherwise as a JSON string, which is also valid YAML.</summary>
    private static string Text(string text)
        => Plain().IsMatch(text) ? text : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Removes control characters, which YAML doesn't allow even in comments (YAML 1.2.2, 5.1).</summary>
    private static string OneLine(string text)
        => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    [GeneratedRegex(
        "\\A(?!(?:true|false|yes|no|on|off|null|y|n)\\z)[A-Za-z/][A-Za-z0-9_./-]*\\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
