namespace GatewayKit.Transforms;

/// <summary>Selects a member of an object.</summary>
internal sealed class NameSelector(string name) : JsonSelector
{
    public string Name { get; } = name;

    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(value.Members?.Count ?? 0);
        if (value.Find(Name) is { } found)
            output.Add(new JsonMatch(value, found));
    }
}
