namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>
/// Clusters with weights. A key selects a cluster by weighted rendezvous hashing (Thaler and Ravishankar, "Using name-based mappings to
/// increase hit rates", 1998; weights by the logarithmic method): when the weight of a cluster grows, keys move only to it, and when it
/// shrinks, only away from it. Immutable.
/// </summary>
internal sealed class SplitClusters
{
    private readonly string[] _ids;
    private readonly ulong[] _hashes;
    private readonly double[] _weights;

    /// <param name="weights">The weights by the ids of the clusters.</param>
    public SplitClusters(IEnumerable<KeyValuePair<string, int>> weights)
    {
        // In the order of their ids, so that equal scores have the same winner on each node.
        var all = weights.OrderBy(cluster => cluster.Key, StringComparer.OrdinalIgnoreCase).ToArray();
        _ids = [.. all.Select(cluster => cluster.Key)];
        _hashes = [.. _ids.Select(id => StableHash.Of(id.ToLowerInvariant()))];
        _weights = [.. all.Select(cluster => (double)cluster.Value)];
    }

    private SplitClusters(SplitClusters other, double[] weights) => (_ids, _hashes, _weights) = (other._ids, other._hashes, weights);

    /// <summary>The ids of the clusters.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Returns the index of a cluster; -1 if it isn't one of them.</summary>
    public int IndexOf(string? id)
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            if (string.Equals(_ids[i], id, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <summary>Returns the index of the cluster that a key selects.</summary>
    public int Choose(ulong key)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < _weights.Length; i++)
        {
            if (_weights[i] <= 0)
                continue;

            var score = -_weights[i] / Math.Log(StableHash.Score(key, _hashes[i]));
            if (score > highest)
                (best, highest) = (i, score);
        }

        return best;
    }

    /// <summary>Returns the same clusters with a share for one of them; the others divide the rest as before.</summary>
    /// <param name="index">The index of the cluster.</param>
    /// <param name="percent">Its share, 0 to 100.</param>
    public SplitClusters WithShare(int index, double percent)
    {
        var others = _weights.Sum() - _weights[index];
        var weights = new double[_weights.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = i == index ? percent : (100 - percent) * _weights[i] / others;
        return new SplitClusters(this, weights);
    }
}
