using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The path of an option: keys with indexes, such as <c>credentials[0].password</c>.</summary>
/// <param name="Steps">The keys (<see cref="string"/>) and indexes (<see cref="int"/>).</param>
internal sealed record OptionPath(ImmutableArray<object> Steps)
{
    private const int MostSteps = 16;
    private const int HighestIndex = 99;

    public static bool TryParse(string text, out OptionPath path)
    {
        var steps = ImmutableArray.CreateBuilder<object>();
        foreach (var part in text.Split('.'))
        {
            var open = part.IndexOf('[', StringComparison.Ordinal);
            steps.Add(open < 0 ? part : part[..open]);
            for (var rest = open < 0 ? "" : part[open..]; rest.Length > 0;)
            {
                var close = rest.IndexOf(']', StringComparison.Ordinal);
                if (rest[0] != '[' || close < 2
                    || !int.TryParse(rest.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    || index > HighestIndex)
                {
                    path = new([]);
                    return false;
                }

                steps.Add(index);
                rest = rest[(close + 1)..];
            }
        }

        path = new(steps.ToImmutable());
        return steps.Count <= MostSteps && steps.All(step => step is not "");
    }

    /// <summary>Sets an empty text at the path, so that the path exists.</summary>
    /// <returns>False if a value on the way isn't a mapping or a list, or a list would get a gap.</returns>
    public bool TryCreate(JsonObject root)
    {
        JsonNode node = root;
        for (var i = 0; i < Steps.Length; i++)
        {
            var isLast = i == Steps.Length - 1;
            JsonNode? Next() => isLast ? JsonValue.Create("") : Steps[i + 1] is int ? new JsonArray() : new JsonObject();
            switch (node, Steps[i])
            {
                case (JsonObject mapping, string key):
                    if (isLast || mapping[key] is null)
                        mapping[key] = Next();
                    node = mapping[key]!;
                    break;
                case (JsonArray list, int index) when index <= list.Count:
                    if (index == list.Count)
                        list.Add(Next());
                    else if (isLast || list[index] is null)
                        list[index] = Next();
                    node = list[index]!;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            if (step is int index)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(step);
        }

        return text.ToString();
    }
}
