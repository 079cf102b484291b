using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a query parameter or a cookie by name in the styles <c>form</c>, <c>spaceDelimited</c>, <c>pipeDelimited</c> and those of
/// Swagger 2.0.</summary>
internal class QueryParameterReader(OpenApiParameter parameter,
    CheckedSchema schema, IReadOnlySet<string> others, TextDecoding decoding = TextDecoding.Form) : ParameterReader(parameter, schema)
{
    private readonly FormText _form = new(parameter.Name, parameter.Style, parameter.Explode, schema.Shape, decoding, others);

    public override bool Claims(QueryPair pair) => _form.Claims(pair);

    protected virtual List<QueryPair> Pairs(RequestScan scan) => scan.Query;

    protected override CapturedText Take(RequestScan scan, TextKind kind)
        => _form.Take(Pairs(scan), kind) is var (isThere, node) ? new CapturedText(isThere, node) : default;

    protected override bool HasSeveral(RequestScan scan) => _form.HasSeveral(Pairs(scan));

    protected override bool IsRepeated(RequestScan scan, TextKind kind) => kind == TextKind.Scalar && _form.Count(Pairs(scan)) > 1;

    protected override bool IsAllowedEmpty(RequestScan scan) => Parameter.AllowEmptyValue && _form.IsEmpty(Pairs(scan));
}
