namespace GatewayKit.Transforms;

/// <summary>A path in a filter.</summary>
/// <param name="IsRelative">Whether it starts at the value that the filter tests (<c>@</c>), instead of the root.</param>
/// <param name="Path">The path.</param>
internal sealed record JsonFilterQuery(bool IsRelative, JsonPath Path)
{
    public List<JsonMatch> Select(JsonTree value, JsonPathRun run) => Path.SelectFrom(IsRelative ? value : run.Root, run);
}
