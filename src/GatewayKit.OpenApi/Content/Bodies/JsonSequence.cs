using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>A sequence of JSON values, read as an array: one value per line (<c>application/x-ndjson</c>, <c>application/jsonl</c>), or
/// each value after a record separator (RFC 7464).</summary>
internal static class JsonSequence
{
    private const byte Separator = 0x1E;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    public static DecodedBody Read(ReadOnlySpan<byte> body, bool isSeparated)
    {
        var buffer = new ArrayBufferWriter<byte>(body.Length + 2);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartArray();
            foreach (var range in body.Split(isSeparated ? Separator : (byte)'\n'))
            {
                var text = body[range].Trim(" \t\r\n"u8);
                if (text.IsEmpty)
                    continue;
                if (JsonBody.Read(text).Value is not { } value)
                    return DecodedBody.Malformed(
                        $"The body must be JSON values, each {(isSeparated ? "after a record separator" : "on its own line")}.");
                value.WriteTo(json);
            }
            json.WriteEndArray();
        }
        return new DecodedBody(JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 128 }));
    }

    /// <summary>Writes the items of an array, or any other value as a single item. Empty if the value contains a lone surrogate, which
    /// UTF-8 can't represent.</summary>
    public static ReadOnlyMemory<byte> Write(JsonElement value, bool isSeparated)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var item in Items(value))
        {
            if (isSeparated)
                buffer.Write([Separator]);
            try
            {
                using var json = new Utf8JsonWriter(buffer, s_options);
                item.WriteTo(json);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                return default;
            }
            buffer.Write("\n"u8);
        }
        return buffer.WrittenMemory;
    }

    public static IEnumerable<JsonElement> Items(JsonElement value)
        => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
}
