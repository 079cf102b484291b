using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Content.Xml;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>XML (RFC 7303).</summary>
internal static class XmlBody
{
    public static DecodedBody Read(ReadOnlyMemory<byte> body, TextCoercion coercion, SchemaSurface shape)
    {
        if (XmlTree.Read(body) is not { } root)
            return DecodedBody.Malformed($"The body must be well-formed XML without a document type, at most {XmlTree.MaxDepth} levels "
                + $"deep and with at most {XmlTree.MaxNodes} elements and attributes.");
        if (shape.Xml.Name is { } name && !root.Is(name, shape.Xml))
            return DecodedBody.Malformed(
                $"The root element must be '{name}'{(shape.Xml.Namespace is { } uri ? $" in the namespace '{uri}'" : "")}.");
        return new DecodedBody(coercion.ToJson(XmlDecoding.Read(root, shape), shape));
    }
}
