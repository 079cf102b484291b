namespace GatewayKit.Transforms;

/// <summary>Selects an item of an array; a negative index counts from its end.</summary>
internal sealed class IndexSelector(long index) : JsonSelector
{
    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        if (value.Items is not { } items)
            return;

        var position = index < 0 ? index + items.Count : index;
        if (position >= 0 && position < items.Count)
            output.Add(new JsonMatch(value, items[(int)position]));
    }
}
