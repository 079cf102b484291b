using System.Collections.Frozen;

namespace GatewayKit.Bodies;

/// <summary>Paths to find by their last name.</summary>
internal sealed class ElementPaths
{
    private readonly FrozenDictionary<string, ElementPath[]> _byName;
    private readonly ElementPath[] _ofAnyName;

    public ElementPaths(IEnumerable<ElementPath> paths)
    {
        var all = paths.ToArray();
        _ofAnyName = [.. all.Where(path => path.Last is null)];
        _byName = all.Where(path => path.Last is not null).GroupBy(path => path.Last!)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Returns the first rule for an element; <c>null</c> if there is none. Rules for a name precede those for any.</summary>
    /// <param name="path">The names from the root to the element.</param>
    public ElementPath? Find(ReadOnlySpan<string> path)
        => _byName.Count > 0 && _byName.TryGetValue(path[^1], out var named) && Find(named, path) is { } found
            ? found
            : Find(_ofAnyName, path);

    private static ElementPath? Find(ElementPath[] rules, ReadOnlySpan<string> path)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(path))
                return rule;
        }

        return null;
    }
}
