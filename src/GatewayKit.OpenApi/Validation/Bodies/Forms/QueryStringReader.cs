using System.Text;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Parameters;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Bodies.Forms;

/// <summary>Reads the whole query as a form (OpenAPI 3.2, <c>in: querystring</c>).</summary>
internal sealed class QueryStringReader(OpenApiParameter parameter,
    CheckedSchema schema, SchemaDirection direction, List<SchemaError> errors) : ParameterReader(parameter, schema)
{
    private readonly FormProperties _form = new(parameter.Content!, schema.Shape, direction, errors);

    protected override string Malformed => "The query must be well-formed application/x-www-form-urlencoded.";

    public override bool Claims(QueryPair pair) => true;

    /// <summary>Whether a parameter is the whole query.</summary>
    public static bool Reads(OpenApiParameter parameter)
        => parameter is { In: ParameterLocation.QueryString, Content: { } content }
            && MediaType.TryParse(content.Name, out var type)
            && type is { Type: "application", Subtype: "x-www-form-urlencoded" };

    protected override CapturedText Take(RequestScan scan, TextKind kind)
    {
        if (scan.Request.Query.Length == 0)
            return CapturedText.Missing;
        var decoded = UrlEncodedBody.Read(Encoding.UTF8.GetBytes(scan.Request.Query), _form, scan.Coercion);
        return CapturedText.Of(decoded.Value is { } value ? TextNode.Of(value) : null);
    }

    protected override ReadOnlySpan<TextKind> Kinds(bool several) => [TextKind.Scalar];
}
