using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Reads and writes bodies as JSON.</summary>
internal static class BodyJson
{
    /// <summary>The maximum depth of a JSON body; deeper bodies are stored as text.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Whether a media type is JSON or missing: <c>application/json</c> or one with the suffix (RFC 6839).</summary>
    public static bool IsJson(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return contentType is null
            || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a body that is a JSON object, array or scalar; fails without a message if it isn't.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(body, s_strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes a value as a body: without white space, numbers and strings unchanged.</summary>
    public static ReadOnlyMemory<byte> Compact(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            value.WriteTo(json);
        return buffer.WrittenMemory;
    }
}
