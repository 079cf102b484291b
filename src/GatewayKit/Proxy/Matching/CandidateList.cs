namespace GatewayKit.Proxy.Matching;

/// <summary>The routes of a listener, a host and a path, in the order in which they match. Immutable.</summary>
internal sealed class CandidateList
{
    public static readonly CandidateList Empty = new([]);

    private readonly Candidate[] _items;

    private CandidateList(Candidate[] items) => _items = items;

    public bool IsEmpty => _items.Length == 0;

    /// <summary>The candidates.</summary>
    public ReadOnlySpan<Candidate> Items => _items;

    /// <summary>Returns the first route whose further conditions a request fulfills.</summary>
    public Candidate? Find(in PreciseRequest request)
    {
        foreach (var item in _items)
        {
            if (item.Route.Matches(request))
                return item;
        }

        return null;
    }

    /// <summary>Adds or removes a route.</summary>
    public CandidateList Change(PreciseEndpoint endpoint, bool isAdded)
    {
        var (index, isSame) = IndexOf(endpoint.Route);
        if (!isSame)
            return isAdded ? new CandidateList([.. _items[..index], Candidate.Of(endpoint), .. _items[index..]]) : this;

        var changed = isAdded ? _items[index].With(endpoint) : _items[index].Without(endpoint);
        if (changed is null)
            return _items.Length == 1 ? Empty : new CandidateList([.. _items[..index], .. _items[(index + 1)..]]);

        var items = _items.AsSpan().ToArray();
        items[index] = changed;
        return new CandidateList(items);
    }

    private (int Index, bool IsSame) IndexOf(PreciseRoute route)
    {
        var (low, high) = (0, _items.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = PreciseOrder.Instance.Compare(_items[middle].Route, route);
            if (order == 0)
                return (middle, true);
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return (low, false);
    }
}
