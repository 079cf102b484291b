namespace GatewayKit.Transforms;

/// <summary>The opposite of a condition (<c>!</c>).</summary>
internal sealed class NegatedCondition(JsonCondition condition) : JsonCondition
{
    public override bool Holds(JsonTree value, JsonPathRun run) => !condition.Holds(value, run);
}
