using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>JSON values one after another: a line each (<c>application/x-ndjson</c>, <c>application/jsonl</c>), or each behind a record separator
/// (RFC 7464). As data they are an array.</summary>
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
                    return DecodedBody.Malformed($"The body must be JSON values, each {(isSeparated ? "behind a record separator" : "on a line of its own")}.");
                value.WriteTo(json);
            }
            json.WriteEndArray();
        }
        return new DecodedBody(JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 128 }));
    }

    /// <summary>Writes the items of an array, or another value as the only one; empty for half a surrogate pair, which no UTF-8 can say.</summary>
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

    public static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
}
