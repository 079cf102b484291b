using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi.Content;

/// <summary>Writes data as a document's media types and styles have it. Thread-safe.</summary>
public static class ContentWriter
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body.</summary>
    /// <param name="value">The data.</param>
    /// <param name="mediaType">The media type. A range is written as what it most likely means: JSON, or text for <c>text/*</c>.</param>
    /// <param name="body">The body; empty if it could not be written.</param>
    /// <returns>False if the media type can't say it: text can't say an object or an array.</returns>
    public static bool TryWrite(JsonElement value, OpenApiMediaType mediaType, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        body = default;
        return MediaType.TryParse(mediaType.Name, out var type) && TryWrite(value, mediaType, type, out body);
    }

    /// <summary>Writes a body as negotiated.</summary>
    /// <param name="value">The data.</param>
    /// <param name="content">What to write it as.</param>
    /// <param name="body">The body; empty if it could not be written.</param>
    /// <returns>False if the media type can't say it: text can't say an object or an array.</returns>
    public static bool TryWrite(JsonElement value, NegotiatedContent content, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(content);
        body = default;
        return MediaType.TryParse(content.ContentType, out var type) && TryWrite(value, content.MediaType, type, out body);
    }

    private static bool TryWrite(JsonElement value, OpenApiMediaType declared, MediaType type, out ReadOnlyMemory<byte> body)
    {
        _ = declared;
        if (type.IsJson || type is { IsRange: true, Type: not "text" })
        {
            body = Json(value);
            return true;
        }
        return TryWriteText(value, out body);
    }

    private static ReadOnlyMemory<byte> Json(JsonElement value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
            value.WriteTo(writer);
        return buffer.WrittenMemory;
    }

    private static bool TryWriteText(JsonElement value, out ReadOnlyMemory<byte> body)
    {
        body = value.ValueKind switch
        {
            JsonValueKind.String => Encoding.UTF8.GetBytes(value.GetString()!),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Encoding.UTF8.GetBytes(value.GetRawText()),
            _ => default,
        };
        return value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
    }
}
