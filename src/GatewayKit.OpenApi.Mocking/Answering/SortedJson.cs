using System.Buffers;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>Sorts the members of objects by name, so that responses with varying members are easy to compare.</summary>
internal static class SortedJson
{
    public static JsonElement Of(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value);
            }
            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(json, item);
            json.WriteEndArray();
        }
        else
            value.WriteTo(json);
    }
}
