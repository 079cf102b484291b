using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Rewrites a document without duplicate names: the last value wins, and a path has the operations of both.</summary>
internal static class UniqueNames
{
    public static JsonElement Of(JsonElement root, int maxDepth)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = maxDepth + 1 }))
            Write(root, json, depth: 0, isPaths: false);
        return JsonElement.Parse(output.WrittenSpan, new JsonDocumentOptions { MaxDepth = maxDepth + 1 });
    }

    private static void Write(JsonElement value, Utf8JsonWriter json, int depth, bool isPaths)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject([value], json, depth, isPaths);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, json, depth + 1, isPaths: false);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Writes the members of one object, or merges those of several.</summary>
    private static void WriteObject(IReadOnlyList<JsonElement> objects, Utf8JsonWriter json, int depth, bool isPaths)
    {
        var members = new OrderedDictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        foreach (var member in objects.SelectMany(value => value.EnumerateObject()))
        {
            if (!members.TryGetValue(member.Name, out var values))
                members[member.Name] = values = [];
            values.Add(member.Value);
        }
        json.WriteStartObject();
        foreach (var (name, values) in members)
        {
            json.WritePropertyName(name);
            if (isPaths && values.TrueForAll(value => value.ValueKind == JsonValueKind.Object))
                WriteObject(values, json, depth + 1, isPaths: false);
            else
                Write(values[^1], json, depth + 1, isPaths: depth == 0 && name == "paths");
        }
        json.WriteEndObject();
    }
}
