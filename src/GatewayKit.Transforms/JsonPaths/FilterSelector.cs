namespace GatewayKit.Transforms;

/// <summary>Selects the children for which a condition is true (RFC 9535, section 2.3.5).</summary>
internal sealed class FilterSelector(JsonCondition condition) : JsonSelector
{
    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        if (value.Items is { } items)
        {
            foreach (var item in items)
                Add(value, item, run, output);
        }
        else if (value.Members is { } members)
        {
            foreach (var member in members)
                Add(value, member.Value, run, output);
        }
    }

    private void Add(JsonTree value, JsonTree child, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(1);
        if (condition.Holds(child, run))
            output.Add(new JsonMatch(value, child));
    }
}
