using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a cookie.</summary>
internal sealed class CookieParameterReader(OpenApiParameter parameter, CheckedSchema schema, IReadOnlySet<string> others)
    : QueryParameterReader(parameter, schema, others, TextDecoding.Lenient)
{
    public override bool Claims(QueryPair pair) => false;

    protected override List<QueryPair> Pairs(RequestScan scan) => scan.Cookies;
}
