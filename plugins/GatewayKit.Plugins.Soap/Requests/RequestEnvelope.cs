using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Writes the envelope of requests.</summary>
internal sealed class RequestEnvelope
{
    /// <summary>The nesting of the envelope and of arrays around the elements of the operation.</summary>
    private const int OwnDepth = 8;

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SoapVersion _version;
    private readonly XmlJsonRules _rules;
    private readonly MessageType? _type;
    private readonly string _operation;
    private readonly string _prefix;
    private readonly string _partPrefix;
    private readonly SecurityHeader? _security;
    private readonly AddressingHeaders? _addressing;

    public RequestEnvelope(SoapOptions options, Prefixes prefixes, MessageType? type, TimeProvider time)
    {
        _version = SoapVersion.Named(options.Version);
        _type = type;
        _operation = options.Operation.Length == 0 ? "" : QualifiedName.Of(options.Operation, prefixes.OfOperation);
        _prefix = options.Qualified ? prefixes.OfOperation : "";
        _partPrefix = options.Style == SoapStyle.Rpc ? "" : _prefix;
        _security = options.Security is null ? null : new SecurityHeader(options.Security, _version, time);
        _addressing = options.Addressing is null ? null : new AddressingHeaders(options.Addressing, options.Action);
        _rules = new XmlJsonRules
        {
            Namespaces = Declarations(prefixes, options),
            Nulls = options.Nulls,
            MaxDepth = options.MaxDepth + OwnDepth,
            MaxLength = options.MaxBodySize.Bytes,
        };
    }

    /// <summary>Returns the message with a content.</summary>
    /// <exception cref="ConversionException">The content can't be converted.</exception>
    public ReadOnlyMemory<byte> Write(JsonNode? content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_writing))
        {
            json.WriteStartObject();
            json.WriteStartObject(_version.Envelope);
            WriteHeaders(json);
            json.WriteStartObject(_version.Body);
            if (_operation.Length > 0)
            {
                json.WritePropertyName(_operation);
                new RequestWriter(json, _prefix).Write(content, _type, _partPrefix);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return JsonToXml.Convert(buffer.WrittenMemory, _rules);
    }

    private void WriteHeaders(Utf8JsonWriter json)
    {
        if (_security is null && _addressing is null)
            return;

        json.WriteStartObject(_version.Header);
        _addressing?.Write(json);
        _security?.Write(json);
        json.WriteEndObject();
    }

    private Dictionary<string, string> Declarations(Prefixes prefixes, SoapOptions options)
    {
        var declared = new Dictionary<string, string>(prefixes.Declared) { [_version.Prefix] = _version.Namespace };
        string[] own =
        [
            .. options.Security is null ? Array.Empty<string>() : [Prefixes.Security, Prefixes.Utility],
            .. options.Addressing is null ? Array.Empty<string>() : [Prefixes.Addressing],
        ];
        foreach (var prefix in own)
            declared[prefix] = Prefixes.NamespaceOf(prefix);
        return declared;
    }
}
