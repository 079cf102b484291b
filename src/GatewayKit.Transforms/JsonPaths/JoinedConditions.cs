namespace GatewayKit.Transforms;

/// <summary>Conditions of which all have to be true (<c>&amp;&amp;</c>), or one (<c>||</c>).</summary>
internal sealed class JoinedConditions(bool needsAll, IReadOnlyList<JsonCondition> conditions) : JsonCondition
{
    public override bool Holds(JsonTree value, JsonPathRun run)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(value, run) != needsAll)
                return !needsAll;
        }

        return needsAll;
    }
}
