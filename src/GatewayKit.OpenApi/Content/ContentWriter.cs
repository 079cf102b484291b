using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Xml;

namespace GatewayKit.OpenApi.Content;

/// <summary>Writes data as a document's media types and styles have it. Thread-safe.</summary>
public static class ContentWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body: JSON, a sequence of JSON values or events of an array, XML as the schema's <c>xml</c> objects say, a form (not multipart), or text.</summary>
    /// <param name="value">The data. Text is written as it is where the media type is none of these, and where it is XML already.</param>
    /// <param name="mediaType">The media type. A range is written as JSON, or as text if it is <c>text/*</c>.</param>
    /// <param name="body">The body; empty if it could not be written.</param>
    /// <returns>False if the media type can't say it: text can't say an object or an array.</returns>
    public static bool TryWrite(JsonElement value, OpenApiMediaType mediaType, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return TryWrite(value, mediaType, mediaType.Name, out body);
    }

    /// <summary>Writes a body as negotiated.</summary>
    /// <param name="value">The data.</param>
    /// <param name="content">What to write it as.</param>
    /// <param name="body">The body; empty if it could not be written.</param>
    /// <returns>False if the media type can't say it: text can't say an object or an array.</returns>
    public static bool TryWrite(JsonElement value, NegotiatedContent content, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(content);
        return TryWrite(value, content.MediaType, content.ContentType, out body);
    }

    /// <summary>Writes the value of a header: the style simple (OpenAPI 3.1, section 4.8.12.3), or JSON where the header has a media type instead.</summary>
    /// <param name="value">The data.</param>
    /// <param name="header">The header as declared.</param>
    /// <param name="text">The value; empty if it could not be written.</param>
    /// <returns>False if no header can say it: an array or object in another, or characters other than visible ASCII and space.</returns>
    public static bool TryWriteHeader(JsonElement value, OpenApiParameter header, out string text)
    {
        ArgumentNullException.ThrowIfNull(header);
        var written = header.Content is null ? SimpleText.Write(value, header.Explode, Separators.Of(header.Style)) : Encoding.UTF8.GetString(Json(value, default).Span);
        var isVisible = written?.AsSpan().ContainsAnyExceptInRange(' ', '~') == false;
        text = isVisible ? written! : "";
        return isVisible;
    }

    private static bool TryWrite(JsonElement value, OpenApiMediaType declared, string contentType, out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!MediaType.TryParse(contentType, out var type))
            return false;
        if (type is { Type: "application", Subtype: "x-www-form-urlencoded" })
            return FormEncoding.TryWrite(value, declared, out body);
        if (type.IsXml)
        {
            body = XmlEncoding.Write(value, ValueShape.Of(declared.Schema));
            return !body.IsEmpty;
        }
        if (type.IsJson || type is { IsRange: true, Type: not "text" })
        {
            body = Json(value, Compact);
            return !body.IsEmpty;
        }
        if (type.IsJsonSequence)
        {
            body = JsonSequence.Write(value, type.IsSeparated);
            return !body.IsEmpty || value is { ValueKind: JsonValueKind.Array };
        }
        var text = type.IsEventStream && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? EventStream.Write(value) : SimpleText.Scalar(value);
        body = text is null ? default : Encoding.UTF8.GetBytes(text);
        return text is not null;
    }

    /// <summary>JSON; empty for half a surrogate pair, which no UTF-8 can say.</summary>
    private static ReadOnlyMemory<byte> Json(JsonElement value, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, options);
            value.WriteTo(writer);
            writer.Flush();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return default;
        }
        return buffer.WrittenMemory;
    }
}
