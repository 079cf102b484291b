using System.Collections.Concurrent;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>The arrays that a shape allows.</summary>
internal sealed class ArrayShape
{
    private readonly ArrayRules _rules;
    private readonly ShapeCache _cache;
    private readonly int _prefix;
    private readonly ConcurrentDictionary<(int Place, int Contained), Shape?> _items = new();

    public ArrayShape(ArrayRules rules, ShapeCache cache)
    {
        (_rules, _cache) = (rules, cache);
        _prefix = rules.Items.Select(items => items.Prefix.Count).DefaultIfEmpty().Max();
        MaximumCount = rules.MaximumCount;
        for (var place = _prefix; place >= 0; place--)
        {
            if (NodesAt(place).Exists(node => node.IsFalse))
                MaximumCount = Math.Min(rules.MaximumCount, place);
        }
        var described = Math.Max(_prefix, rules.Contains.Sum(contains => Math.Min(contains.Minimum, 1000)));
        UsualCount = Math.Min(MaximumCount, Math.Max(rules.MinimumCount, described > 0 ? described : rules.Items.Count > 0 ? 1 : 0));
        MinimumCount = Math.Max(rules.MinimumCount, rules.Contains.Select(contains => contains.Minimum).DefaultIfEmpty().Max());
    }

    public int MinimumCount { get; }

    public int MaximumCount { get; }

    /// <summary>How many items there are when nothing varies.</summary>
    public int UsualCount { get; }

    /// <summary>How many items are described one by one.</summary>
    public int PrefixCount => _prefix;

    public bool AreUnique => _rules.AreUnique;

    /// <summary>Whether items beyond the usual ones are described.</summary>
    public bool MayGrow => _rules.Items.Exists(items => items.Rest is not null) || _rules.Unevaluated.Count > 0;

    /// <summary>How many items of each kind must be contained.</summary>
    public IEnumerable<int> Contained => _rules.Contains.Select(contains => contains.Minimum);

    /// <summary>What an item is like; null if there may be none.</summary>
    /// <param name="place">The item's place.</param>
    /// <param name="contained">Which of the contained kinds it must be of, from 0; -1 for none.</param>
    /// <param name="work">What reading costs is taken from here.</param>
    public Shape? ItemAt(int place, int contained, WorkBudget work)
        => _items.TryGetValue((Math.Min(place, _prefix), contained), out var known) ? known : _items.GetOrAdd((Math.Min(place, _prefix), contained), Read(Math.Min(place, _prefix), contained, work));

    private Shape? Read(int place, int contained, WorkBudget work)
    {
        var nodes = NodesAt(place);
        if (contained >= 0)
            nodes.Add(_rules.Contains[contained].Contained);
        return nodes.Exists(node => node.IsFalse) ? null : _cache.Get(new ShapeSource { Nodes = [.. nodes.Distinct()] }, work);
    }

    private List<SchemaNode> NodesAt(int place)
    {
        var nodes = _rules.Items.Select(items => place < items.Prefix.Count ? items.Prefix[place] : items.Rest).OfType<SchemaNode>().ToList();
        return nodes.Count > 0 ? nodes : [.. _rules.Unevaluated];
    }
}
