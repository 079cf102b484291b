using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>A parameter of the query in the style deepObject.</summary>
internal sealed class DeepObjectReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    public override bool Claims(QueryPair pair) => DeepObjectText.Has(pair, Parameter.Name);

    protected override TakenText Take(RequestScan scan, TextKind kind)
    {
        var node = DeepObjectText.Read(scan.Query, Parameter.Name, Shape, out var malformed);
        return node is null ? TakenText.Missing : TakenText.Of(malformed ? null : node);
    }

    protected override ReadOnlySpan<TextKind> Kinds(bool several) => [TextKind.Object];
}
