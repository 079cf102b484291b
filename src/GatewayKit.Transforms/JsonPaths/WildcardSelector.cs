namespace GatewayKit.Transforms;

/// <summary>Selects all items of an array, and the values of all members of an object.</summary>
internal sealed class WildcardSelector : JsonSelector
{
    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(value.Items?.Count ?? value.Members?.Count ?? 0);
        if (value.Items is { } items)
            output.AddRange(items.Select(item => new JsonMatch(value, item)));
        else if (value.Members is { } members)
            output.AddRange(members.Select(member => new JsonMatch(value, member.Value)));
    }
}
