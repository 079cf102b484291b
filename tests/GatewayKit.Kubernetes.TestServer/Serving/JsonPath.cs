using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>The paths of printer columns: members, <c>[*]</c>, <c>[0]</c> and <c>[?(@.type=="Ready")]</c>.</summary>
internal static partial class JsonPath
{
    public static IReadOnlyList<JsonNode?> Find(JsonNode value, string path)
    {
        IEnumerable<JsonNode?> found = [value];
        foreach (Match step in Step().Matches(path))
            found = [.. found.SelectMany(node => Follow(node, step)).Where(node => node is not null)];
        return [.. found];
    }

    private static IEnumerable<JsonNode?> Follow(JsonNode? node, Match step)
    {
        if (step.Groups["name"] is { Success: true } name)
            return [(node as JsonObject)?[name.Value.Replace("\\.", ".", StringComparison.Ordinal)]];
        if (node is not JsonArray items)
            return [];
        if (step.Groups["index"] is { Success: true } index)
            return items.Skip(int.Parse(index.Value, System.Globalization.CultureInfo.InvariantCulture)).Take(1);
        if (step.Groups["key"] is { Success: true } key)
            return items.Where(item => (item as JsonObject).Text(key.Value) == step.Groups["value"].Value);
        return items;
    }

    [GeneratedRegex("""\.(?<name>(\\.|[^.\[\]])+)|\[(?<index>\d+)\]|\[\?\(@\.(?<key>\w+)\s*==\s*["'](?<value>[^"']*)["']\)\]|\[\*\]""")]
    private static partial Regex Step();
}
