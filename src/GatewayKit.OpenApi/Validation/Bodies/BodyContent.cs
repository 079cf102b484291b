using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Model;
using GatewayKit.OpenApi.Validation.Bodies.Forms;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Bodies;

/// <summary>One declared media type of a body, compiled.</summary>
internal sealed class BodyContent
{
    private readonly CheckedSchema _schema;
    private readonly Lazy<FormProperties> _form;

    public BodyContent(OpenApiMediaType declared, MediaType type, SchemaDirection direction, List<SchemaError> errors)
    {
        (Declared, Type) = (declared, type);
        _schema = new CheckedSchema(declared.Schema, direction, errors);
        // A range may include forms, but rarely does.
        _form = IsForm(type)
            ? new(new FormProperties(declared, _schema.Shape, direction, errors))
            : new(() => new FormProperties(declared, _schema.Shape, direction, []));
    }

    public OpenApiMediaType Declared { get; }

    public MediaType Type { get; }

    public SchemaSurface Shape => _schema.Shape;

    /// <summary>Reads and checks a body; <c>null</c> if it isn't data, or is malformed.</summary>
    /// <param name="body">The body.</param>
    /// <param name="actual">The media type of the message.</param>
    /// <param name="scan">Converts text to data, and receives the violations.</param>
    public JsonElement? Read(ReadOnlyMemory<byte> body, MediaType actual, RequestScan scan)
    {
        var decoded = Decode(body, actual, scan);
        if (decoded.Code is { } code)
            scan.Violations.Add(new Violation(ViolationLocation.Body, "", decoded.JsonPointer, code, decoded.Message));
        else if (decoded.Value is { } value)
            Check(value, actual, scan);
        return decoded.Value;
    }

    /// <summary>In a sequence, a schema that isn't an array describes each item, as in documents before OpenAPI 3.2.</summary>
    private void Check(JsonElement value, MediaType actual, RequestScan scan)
    {
        if (!actual.IsJsonSequence || Shape.IsArray)
        {
            _schema.Check(value, ViolationLocation.Body, "", scan);
            return;
        }
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!scan.Violations.IsFull)
                _schema.Check(item, ViolationLocation.Body, "", scan, $"/{index++}");
        }
    }

    private DecodedBody Decode(ReadOnlyMemory<byte> body, MediaType actual, RequestScan scan)
    {
        var charset = actual.Parameter("charset");
        if (actual.IsJson)
            return TextBody.IsUtf8(charset) ? JsonBody.Read(body.Span) : DecodedBody.Unsupported("The charset of JSON must be UTF-8.");
        if (actual is { Type: "application", Subtype: "x-www-form-urlencoded" })
            return UrlEncodedBody.Read(body.Span, _form.Value, scan.Coercion);
        if (actual is { Type: "multipart", Subtype: "form-data" })
            return MultipartBody.Read(body, actual.Parameter("boundary"), _form.Value, scan);
        if (actual.IsXml)
            return XmlBody.Read(body, scan.Coercion, _schema.Shape);
        if (actual.IsJsonSequence)
            return JsonSequence.Read(body.Span, actual.IsSeparated);
        if (actual.IsEventStream && Shape is { IsStructured: true })
            return DecodedBody.Opaque;
        if (actual.Type == "text")
            return TextBody.Read(body.Span, charset, scan.Coercion, _schema.Shape);
        return DecodedBody.Opaque;
    }

    private static bool IsForm(MediaType type)
        => type is { Type: "application", Subtype: "x-www-form-urlencoded" } or { Type: "multipart", Subtype: "form-data" };
}
