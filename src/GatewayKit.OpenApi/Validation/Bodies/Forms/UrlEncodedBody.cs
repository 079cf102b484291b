using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Styles;

namespace GatewayKit.OpenApi.Validation.Bodies.Forms;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>.</summary>
internal static class UrlEncodedBody
{
    public static DecodedBody Read(ReadOnlySpan<byte> body, FormProperties form, TextCoercion coercion)
    {
        // A single percent sign is malformed, and so is text that isn't UTF-8.
        var text = TextBody.Decode(body, charset: null) ?? "%";
        if (!QueryPairs.TryRead(text.AsMemory(), '&', TextDecoding.Form, out var pairs))
            return DecodedBody.Malformed($"The form must be percent-encoded UTF-8 and have at most {QueryPairs.MaxPairs} fields.");
        var members = TextNode.Object();
        foreach (var property in form.All)
        {
            var (isThere, node) = property.Take(pairs);
            if (!isThere)
                continue;
            if (property.HasReserved(pairs))
                return new DecodedBody(null, "allowReserved", "Reserved characters must be percent-encoded.", Pointer(property.Name));
            if (node is null)
                return DecodedBody.Malformed(
                    "The field must be well-formed: percent-encoded UTF-8, in its style or media type.", Pointer(property.Name));
            members.Add(property.Name, node);
        }
        return TryAddOthers(pairs, form, members, out var problem) ? new DecodedBody(coercion.ToJson(members, form.Shape)) : problem;
    }

    private static bool TryAddOthers(List<QueryPair> pairs, FormProperties form, TextNode members, out DecodedBody problem)
    {
        problem = default;
        var isForm = pairs.Exists(pair => pair.HasValue);
        foreach (var pair in pairs)
        {
            if (Array.Exists(form.All, property => property.Claims(pair)))
                continue;
            if (!pair.HasValue && !isForm)
                problem = DecodedBody.Malformed("The body must be a form: names, each with an equals sign and a value.");
            else if (TextDecoding.Form.Decode(pair.Value.Span) is not { } text)
                problem = DecodedBody.Malformed("The field must be percent-encoded UTF-8.");
            else
                members.Add(pair.Name.ToString(), TextNode.Of(text));
            if (problem.Code is not null)
                return false;
        }
        return true;
    }

    private static string Pointer(string name) => "/" + JsonPointer.Escape(name);
}
