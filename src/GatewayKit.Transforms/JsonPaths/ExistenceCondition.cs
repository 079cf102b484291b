namespace GatewayKit.Transforms;

/// <summary>True if a path selects a value, also a <c>null</c>.</summary>
internal sealed class ExistenceCondition(JsonFilterQuery query) : JsonCondition
{
    public override bool Holds(JsonTree value, JsonPathRun run) => query.Select(value, run).Count > 0;
}
