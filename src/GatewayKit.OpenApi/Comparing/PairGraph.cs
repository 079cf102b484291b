namespace GatewayKit.OpenApi.Comparing;

/// <summary>The pairs of one comparison, and which pairs contain them.</summary>
internal sealed class PairGraph
{
    private readonly Dictionary<SchemaPair, HashSet<SchemaPair>> _containing = [];
    private readonly HashSet<SchemaPair> _marked = [];

    /// <summary>Adds a pair, and the pair that contains it.</summary>
    /// <returns>Whether the pair is new.</returns>
    public bool Add(SchemaPair pair, SchemaPair containing)
    {
        var isNew = !_containing.TryGetValue(pair, out var all);
        if (isNew)
            _containing[pair] = all = [];
        all!.Add(containing);
        return isNew;
    }

    /// <summary>Marks a pair that has changed.</summary>
    public void Mark(SchemaPair pair) => _marked.Add(pair);

    /// <summary>Returns the pairs that aren't marked and contain no marked one, directly or indirectly.</summary>
    public IEnumerable<SchemaPair> Unmarked()
    {
        var waiting = new Queue<SchemaPair>(_marked);
        var reached = new HashSet<SchemaPair>(_marked);
        while (waiting.TryDequeue(out var pair))
        {
            foreach (var containing in _containing.GetValueOrDefault(pair) ?? [])
            {
                if (reached.Add(containing))
                    waiting.Enqueue(containing);
            }
        }

        return _containing.Keys.Where(pair => !reached.Contains(pair));
    }
}
