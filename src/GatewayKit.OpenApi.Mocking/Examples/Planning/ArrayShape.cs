using System.Collections.Concurrent;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The arrays that a shape allows.</summary>
internal sealed class ArrayShape
{
    private readonly ArrayRules _rules;
    private readonly ShapeCache _cache;
    private readonly int _prefix;
    private readonly ConcurrentDictionary<(int Index, int Contained), Shape?> _items = new();

    public ArrayShape(ArrayRules rules, ShapeCache cache)
    {
        (_rules, _cache) = (rules, cache);
        _prefix = rules.Items.Select(items => items.Prefix.Count).DefaultIfEmpty().Max();
        MaximumCount = rules.MaximumCount;
        for (var index = _prefix; index >= 0; index--)
        {
            if (NodesAt(index).Exists(node => node.IsFalse))
                MaximumCount = Math.Min(rules.MaximumCount, index);
        }
        var described = Math.Max(_prefix, rules.Contains.Sum(contains => Math.Min(contains.Minimum, 1000)));
        UsualCount = Math.Min(MaximumCount, Math.Max(rules.MinimumCount, described > 0 ? described : rules.Items.Count > 0 ? 1 : 0));
        MinimumCount = Math.Max(rules.MinimumCount, rules.Contains.Select(contains => contains.Minimum).DefaultIfEmpty().Max());
    }

    public int MinimumCount { get; }

    public int MaximumCount { get; }

    /// <summary>The number of items if nothing varies.</summary>
    public int UsualCount { get; }

    /// <summary>The number of items that have a schema of their own.</summary>
    public int PrefixCount => _prefix;

    public bool AreUnique => _rules.AreUnique;

    /// <summary>Whether items beyond the usual number have a schema.</summary>
    public bool MayGrow => _rules.Items.Exists(items => items.Rest is not null) || _rules.Unevaluated.Count > 0;

    /// <summary>The minimum number of contained items of each kind.</summary>
    public IEnumerable<int> Contained => _rules.Contains.Select(contains => contains.Minimum);

    /// <summary>Returns the shape of an item; <c>null</c> if the item isn't allowed.</summary>
    /// <param name="index">The item's index.</param>
    /// <param name="contained">The index of the contained kind that the item must match, from 0; -1 for none.</param>
    /// <param name="work">The budget that pays for reading.</param>
    public Shape? ItemAt(int index, int contained, WorkBudget work)
        => _items.TryGetValue((Math.Min(index, _prefix), contained), out var known)
            ? known
            : _items.GetOrAdd((Math.Min(index, _prefix), contained), Read(Math.Min(index, _prefix), contained, work));

    private Shape? Read(int index, int contained, WorkBudget work)
    {
        var nodes = NodesAt(index);
        if (contained >= 0)
            nodes.Add(_rules.Contains[contained].Contained);
        return nodes.Exists(node => node.IsFalse) ? null : _cache.Get(new ShapeSource { Nodes = [.. nodes.Distinct()] }, work);
    }

    private List<SchemaNode> NodesAt(int index)
    {
        var nodes = _rules.Items
            .Select(items => index < items.Prefix.Count ? items.Prefix[index] : items.Rest)
            .OfType<SchemaNode>()
            .ToList();
        return nodes.Count > 0 ? nodes : [.. _rules.Unevaluated];
    }
}
