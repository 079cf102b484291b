using System.Collections.Immutable;

namespace GatewayKit.Tests.Runtime.Differential;

internal sealed record EditedRoute(string Id, string Path)
{
    public string Match { get; init; } = "";

    public string Cluster { get; init; } = "up";

    public string More { get; init; } = "";

    public int Order { get; init; }

    public ImmutableList<EditedEntry> Entries { get; init; } = [];

    public string ToYaml(bool isBlock)
    {
        string[] keys = [$"clusterId: {Cluster}",
            $"order: {Order}", $"match: {{ path: '{Path}'{Match} }}", $"plugins: {EditedEntry.List(Entries)}"];
        return isBlock
            ? $"  {Id}:\n{string.Concat(keys.Select(key => $"    {key}\n"))}{(More.Length > 0 ? $"    {More}\n" : "")}"
            : $"  {Id}: {{ {string.Join(", ", keys)}{(More.Length > 0 ? $", {More}" : "")} }}\n";
    }
}
