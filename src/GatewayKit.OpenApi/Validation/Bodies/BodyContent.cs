using System.Text.Json;
using GatewayKit.OpenApi.Content;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Validation.Bodies.Forms;

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
        // A range may hold forms, but hardly ever does.
        _form = IsForm(type) ? new(new FormProperties(declared, _schema.Shape, direction, errors)) : new(() => new FormProperties(declared, _schema.Shape, direction, []));
    }

    public OpenApiMediaType Declared { get; }

    public MediaType Type { get; }

    public ValueShape Shape => _schema.Shape;

    /// <summary>Reads and checks a body; null for what is no data, or malformed.</summary>
    /// <param name="body">The body.</param>
    /// <param name="actual">What the message says that it is.</param>
    /// <param name="coercion">Makes data of text.</param>
    /// <param name="violations">Receives what is wrong.</param>
    public JsonElement? Read(ReadOnlyMemory<byte> body, MediaType actual, TextCoercion coercion, ViolationList violations)
    {
        var decoded = Decode(body, actual, coercion, violations);
        if (decoded.Code is { } code)
            violations.Add(new Violation(ViolationPlace.Body, "", decoded.JsonPointer, code, decoded.Message));
        else if (decoded.Value is { } value)
            _schema.Check(value, ViolationPlace.Body, "", violations);
        return decoded.Value;
    }

    private DecodedBody Decode(ReadOnlyMemory<byte> body, MediaType actual, TextCoercion coercion, ViolationList violations)
    {
        var charset = actual.Parameter("charset");
        if (actual.IsJson)
            return TextBody.IsUtf8(charset) ? JsonBody.Read(body.Span) : DecodedBody.Unsupported("The charset of JSON must be UTF-8.");
        if (actual is { Type: "application", Subtype: "x-www-form-urlencoded" })
            return UrlEncodedBody.Read(body.Span, _form.Value, coercion);
        if (actual is { Type: "multipart", Subtype: "form-data" })
            return MultipartBody.Read(body, actual.Parameter("boundary"), _form.Value, coercion, violations);
        if (actual.IsXml)
            return XmlBody.Read(body, coercion, _schema.Shape);
        if (actual.Type == "text")
            return TextBody.Read(body.Span, charset, coercion, _schema.Shape);
        return DecodedBody.Opaque;
    }

    private static bool IsForm(MediaType type) => type is { Type: "application", Subtype: "x-www-form-urlencoded" } or { Type: "multipart", Subtype: "form-data" };
}
