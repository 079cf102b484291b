using System.Text;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Bodies.Forms;

/// <summary>Reads <c>multipart/form-data</c>.</summary>
internal static class MultipartBody
{
    public static DecodedBody Read(ReadOnlyMemory<byte> body, string? boundary, FormProperties form, RequestScan scan)
    {
        if (!MultipartReader.IsBoundary(boundary))
            return DecodedBody.Unsupported("The media type must have a boundary of 1 to 70 characters.");
        if (MultipartReader.Read(body, boundary!) is not { } parts)
            return DecodedBody.Malformed(
                $"The body must be well-formed multipart/form-data with at most {MultipartReader.MaxParts} parts, each with a name.");
        var members = TextNode.Object();
        foreach (var part in parts)
        {
            var property = form.Find(part.Name);
            if (property is not null)
                CheckHead(part, property, scan);
            var problem = ReadPart(part, property, form.Shape.Property(part.Name), out var node);
            if (problem.Code is not null)
                return problem;
            members.Add(part.Name, node!);
        }
        return new DecodedBody(scan.Coercion.ToJson(members, form.Shape));
    }

    private static DecodedBody ReadPart(BodyPart part, FormProperty? property, SchemaSurface shape, out TextNode? node)
    {
        node = null;
        var contentType = MediaType.TryParse(part.Header("Content-Type"), out var type) ? type : null;
        var isItem = shape is { IsArray: true, IsScalar: false };
        if (contentType?.IsJson == true
            || (contentType is null or { Type: "text", Subtype: "plain" } && property?.IsJson(isItem ? shape.Items : shape) == true))
        {
            var data = JsonBody.Read(part.Content.Span);
            if (data.Code is not null)
                return data with { JsonPointer = Pointer(part) };
            node = TextNode.Of(data.Value!.Value);
            return default;
        }
        // Binary content is read as Latin-1, so that it has one character per byte.
        var text = contentType is { Type: not "text" } ? null : TextBody.Decode(part.Content.Span, contentType?.Parameter("charset"));
        if (text is not null && property?.HasReserved(text) == true)
            return new DecodedBody(null, "allowReserved", "Reserved characters aren't allowed.", Pointer(part));
        node = TextNode.Of(text ?? Encoding.Latin1.GetString(part.Content.Span));
        return default;
    }

    private static void CheckHead(BodyPart part, FormProperty property, RequestScan message)
    {
        if (property.MediaTypes.Length > 0
            && part.Header("Content-Type") is { } contentType
            && !(MediaType.TryParse(contentType, out var type) && Array.Exists(property.MediaTypes, allowed => allowed.Includes(type))))
            message.Violations.Add(new Violation(ViolationLocation.Body, "", Pointer(part),
                "contentType", $"The media type of the part must be one of {string.Join<MediaType>(", ", property.MediaTypes)}."));
        if (property.Headers.Length == 0)
            return;
        var scan = new RequestScan(
            new ApiRequest { Method = "", Path = "/", Headers = part.Headers }, [], message.Coercion, message.Budget);
        foreach (var header in property.Headers)
            header.Read(scan);
        foreach (var violation in scan.Violations.All)
            message.Violations.Add(violation with { Location = ViolationLocation.Body, JsonPointer = Pointer(part) });
    }

    private static string Pointer(BodyPart part) => "/" + JsonPointer.Escape(part.Name);
}
