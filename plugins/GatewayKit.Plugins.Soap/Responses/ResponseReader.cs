using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Reads the messages of the upstream.</summary>
internal sealed class ResponseReader
{
    /// <summary>The nesting of the envelope around the content of an element.</summary>
    private const int OwnDepth = 3;

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SoapOptions _options;
    private readonly MessageType? _type;
    private readonly XmlJsonRules _reading;
    private readonly XmlJsonRules _writing;
    private readonly JsonDocumentOptions _parsing;

    public ResponseReader(SoapOptions options, MessageType? type)
    {
        (_options, _type) = (options, type);
        _reading = new XmlJsonRules
        {
            Namespaces = new Dictionary<string, string>(options.Namespaces)
            {
                [SoapVersion.V11.Prefix] = SoapVersion.V11.Namespace,
                [SoapVersion.V12.Prefix] = SoapVersion.V12.Namespace,
                [Prefixes.Security] = Prefixes.NamespaceOf(Prefixes.Security),
                [Prefixes.Addressing] = Prefixes.NamespaceOf(Prefixes.Addressing),
            },
            DropsOtherNamespaces = true,
            MaxDepth = options.MaxDepth + OwnDepth,
            MaxLength = options.MaxBodySize.Bytes,
        };
        _writing = new XmlJsonRules
        {
            Namespaces = options.Namespaces,
            Arrays = new ElementPaths(options.Arrays.Select(path => new ElementPath(path))),
            Numbers = new ElementPaths(options.Numbers.Select(path => new ElementPath(path))),
            Booleans = new ElementPaths(options.Booleans.Select(path => new ElementPath(path))),
        };

        // Each element is an object, possibly in an array.
        _parsing = new JsonDocumentOptions { MaxDepth = 2 * (_reading.MaxDepth + 1) };
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="ConversionException">The body isn't a message, or is too long.</exception>
    public JsonDocument Parse(ReadOnlyMemory<byte> body, string? contentType)
        => JsonDocument.Parse(XmlToJson.Convert(body, Charsets.Of(contentType), _reading), _parsing);

    /// <summary>Returns the client's JSON for a message without a fault.</summary>
    /// <exception cref="ConversionException">The JSON is too long.</exception>
    public ReadOnlyMemory<byte> ResultOf(Envelope message)
    {
        if (message.Name is null)
            return "{}"u8.ToArray();

        var written = Write(writer => writer.Write(message.Content, _type, _options.Result), _writing);
        return written.Length > _options.MaxBodySize.Bytes ? throw ConversionException.TooLarge() : written;
    }

    /// <summary>Returns the client's JSON for the detail of a fault.</summary>
    public JsonElement DetailOf(JsonElement detail)
        => JsonElement.Parse(
            Write(writer => writer.Write(detail, null, null), new XmlJsonRules { Namespaces = _options.Namespaces }).Span, _parsing);

    private static ReadOnlyMemory<byte> Write(Action<ResponseWriter> write, XmlJsonRules rules)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_writing))
            write(new ResponseWriter(json, rules));
        return buffer.WrittenMemory;
    }
}
