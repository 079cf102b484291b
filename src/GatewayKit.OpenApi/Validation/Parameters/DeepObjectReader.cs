using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a query parameter in the style <c>deepObject</c>.</summary>
internal sealed class DeepObjectReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    public override bool Claims(QueryPair pair) => DeepObjectText.Has(pair, Parameter.Name);

    protected override CapturedText Take(RequestScan scan, TextKind kind)
    {
        var node = DeepObjectText.Read(scan.Query, Parameter.Name, Shape, out var malformed);
        return node is null ? CapturedText.Missing : CapturedText.Of(malformed ? null : node);
    }

    protected override ReadOnlySpan<TextKind> Kinds(bool several) => [TextKind.Object];
}
