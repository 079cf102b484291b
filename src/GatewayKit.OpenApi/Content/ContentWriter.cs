using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Content.Xml;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content;

/// <summary>Writes data in the media types and styles of a document. Thread-safe.</summary>
public static class ContentWriter
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a body: JSON, a sequence of JSON values, server-sent events, XML according to the schema's <c>xml</c> objects, a
    /// form (not multipart) or text.</summary>
    /// <param name="value">The data. A string is written as it is if the media type is none of these, or if the string is already
    /// XML.</param>
    /// <param name="mediaType">The media type. A range is written as JSON, or as text if it is <c>text/*</c>.</param>
    /// <param name="body">The body; empty on failure.</param>
    /// <returns><c>false</c> if the media type can't represent the data: text can't represent an object or an array.</returns>
    public static bool TryWrite(JsonElement value, OpenApiMediaType mediaType, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return TryWrite(value, mediaType, mediaType.Name, out body);
    }

    /// <summary>Writes a body in the negotiated media type.</summary>
    /// <param name="value">The data.</param>
    /// <param name="content">The media type to write.</param>
    /// <param name="body">The body; empty on failure.</param>
    /// <returns><c>false</c> if the media type can't represent the data: text can't represent an object or an array.</returns>
    public static bool TryWrite(JsonElement value, NegotiatedContent content, out ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(content);
        return TryWrite(value, content.MediaType, content.ContentType, out body);
    }

    /// <summary>Writes the value of a header in the style <c>simple</c> (OpenAPI 3.1, section 4.8.12.3), or as JSON if the header has a
    /// media type instead.</summary>
    /// <param name="value">The data.</param>
    /// <param name="header">The header as declared.</param>
    /// <param name="text">The value; empty on failure.</param>
    /// <returns><c>false</c> if a header can't represent the data: an array or object within another one, or characters other than visible
    /// ASCII and space.</returns>
    public static bool TryWriteHeader(JsonElement value, OpenApiParameter header, out string text)
    {
        ArgumentNullException.ThrowIfNull(header);
        var written = header.Content is null
            ? SimpleText.Write(value, header.Explode, Separators.Of(header.Style))
            : Encoding.UTF8.GetString(Json(value, default).Span);
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
            body = XmlEncoding.Write(value, SchemaSurface.Of(declared.Schema));
            return !body.IsEmpty;
        }
        if (type.IsJson || type is { IsRange: true, Type: not "text" })
        {
            body = Json(value, s_compact);
            return !body.IsEmpty;
        }
        if (type.IsJsonSequence)
        {
            body = JsonSequence.Write(value, type.IsSeparated);
            return !body.IsEmpty || value is { ValueKind: JsonValueKind.Array };
        }
        var text = type.IsEventStream && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? EventStream.Write(value)
            : SimpleText.Scalar(value);
        body = text is null ? default : Encoding.UTF8.GetBytes(text);
        return text is not null;
    }

    /// <summary>Writes JSON; empty if the value contains a lone surrogate, which UTF-8 can't represent.</summary>
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
