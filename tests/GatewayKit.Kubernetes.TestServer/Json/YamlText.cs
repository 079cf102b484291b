using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Yaml;

namespace GatewayKit.Kubernetes.TestServer.Json;

/// <summary>Reads YAML documents as JSON, as kubectl does. Anchors aren't supported.</summary>
internal static partial class YamlText
{
    private const int MaximumDepth = 512;

    /// <summary>The booleans of YAML 1.1, which Kubernetes uses.</summary>
    private static readonly Dictionary<string, bool> s_booleans = new[] { "true", "yes", "on", "y", "false", "no", "off", "n" }
        .Index()
        .SelectMany(word => new[] { word.Item, char.ToUpperInvariant(word.Item[0]) + word.Item[1..], word.Item.ToUpperInvariant() }
            .Distinct()
            .Select(text => (text, word.Index < 4)))
        .ToDictionary(word => word.text, word => word.Item2, StringComparer.Ordinal);

    public static IReadOnlyList<JsonObject> Read(string text)
    {
        var documents = new List<JsonObject>();
        var parser = new YamlParser(text.TrimStart('\uFEFF'), MaximumDepth);
        for (var next = parser.Read(); next.Kind != YamlEventKind.StreamEnd; next = parser.Read())
        {
            if (next.Kind != YamlEventKind.DocumentStart)
                continue;

            var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaximumDepth }))
                Write(parser, parser.Read(), writer);
            if (JsonText.Parse(buffer.ToArray()) is JsonObject document)
                documents.Add(document);
        }

        return documents;
    }

    private static void Write(YamlParser parser, YamlEvent next, Utf8JsonWriter writer)
    {
        switch (next.Kind)
        {
            case YamlEventKind.MappingStart:
                writer.WriteStartObject();
                for (var key = parser.Read(); key.Kind != YamlEventKind.MappingEnd; key = parser.Read())
                {
                    writer.WritePropertyName(key.Value);
                    Write(parser, parser.Read(), writer);
                }

                writer.WriteEndObject();
                break;
            case YamlEventKind.SequenceStart:
                writer.WriteStartArray();
                for (var item = parser.Read(); item.Kind != YamlEventKind.SequenceEnd; item = parser.Read())
                    Write(parser, item, writer);
                writer.WriteEndArray();
                break;
            case YamlEventKind.Scalar:
                WriteScalar(next, writer);
                break;
            default:
                throw new YamlSyntaxException("Aliases aren't supported.", next.Line, next.Column);
        }
    }

    private static void WriteScalar(YamlEvent scalar, Utf8JsonWriter writer)
    {
        var value = scalar.Value;
        if (scalar.Style != YamlScalarStyle.Plain || scalar.Tag is not null)
            writer.WriteStringValue(value);
        else if (value is "" or "~" or "null" or "Null" or "NULL")
            writer.WriteNullValue();
        else if (s_booleans.TryGetValue(value, out var boolean))
            writer.WriteBooleanValue(boolean);
        else if (Integer().IsMatch(value) && long.TryParse(value, CultureInfo.InvariantCulture, out var integer))
            writer.WriteNumberValue(integer);
        else if (Number().IsMatch(value))
            writer.WriteNumberValue(double.Parse(value, CultureInfo.InvariantCulture));
        else
            writer.WriteStringValue(value);
    }

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
