using GatewayKit.OpenApi.Content;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Validation.Bodies;

/// <summary>One declared media type of a body, compiled.</summary>
internal sealed class BodyContent(OpenApiMediaType declared, MediaType type, SchemaDirection direction, List<SchemaError> mistakes)
{
    public OpenApiMediaType Declared => declared;

    public MediaType Type => type;

    public CheckedSchema Schema { get; } = new(declared.Schema, direction, mistakes);

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="actual">What the message says that it is.</param>
    /// <param name="coercion">Makes data of text.</param>
    public DecodedBody Read(ReadOnlyMemory<byte> body, MediaType actual, TextCoercion coercion)
    {
        var charset = actual.Parameter("charset");
        if (actual.IsJson)
            return TextBody.IsUtf8(charset) ? JsonBody.Read(body.Span) : DecodedBody.Unsupported("The charset of JSON must be UTF-8.");
        if (actual.Type == "text")
            return TextBody.Read(body.Span, charset, coercion, Schema.Shape);
        return DecodedBody.Opaque;
    }
}
