using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The matchers of requests that find several leaves, such as one for the host and one for any host. Each is built for the first request
/// that needs it, and kept while its leaves are. There can be one for each pair of leaves, therefore their size is limited: above the
/// limit, those that no request has used since the last time are dropped, and built again when one does.
/// </summary>
internal sealed class MatcherCache(RouteMatcherBuilder builder)
{
    /// <summary>
    /// Enough for 100 groups of hosts beside 1,500 routes for any host: building a matcher of that size takes 80 ms, so it must not
    /// happen for each request.
    /// </summary>
    private const int LeastLimit = 200_000;

    /// <summary>The memory of a matcher beside that of its endpoints, as a number of endpoints.</summary>
    private const int SizeOfMatcher = 32;

    private readonly ConcurrentDictionary<ulong, Entry> _entries = new();
    private readonly Lock _dropping = new();
    private int _size;

    /// <summary>The size of the kept matchers: roughly the number of their endpoints.</summary>
    public int Size => Volatile.Read(ref _size);

    /// <summary>The maximum of <see cref="Size"/>.</summary>
    public int Limit { get; set; } = LeastLimit;

    /// <summary>Sets the limit for a number of routes.</summary>
    public void LimitFor(int routes) => Limit = Math.Max(LeastLimit, routes * 20);

    /// <summary>Returns the matcher of all endpoints of some leaves.</summary>
    public RouteMatcher Find(ref LeafList leaves)
    {
        if (leaves.Count == 1)
            return leaves[0].MatcherFrom(builder);

        var hash = HashOf(ref leaves);
        if (!_entries.TryGetValue(hash, out var entry) || !entry.IsOf(ref leaves))
            entry = Add(hash, leaves.ToArray());
        if (!entry.IsUsed)
            entry.IsUsed = true;
        return entry.MatcherFrom(builder);
    }

    /// <summary>Builds the matcher of a leaf. Throws whatever the host's routing would throw for its endpoints.</summary>
    public void Verify(PathLeaf leaf) => leaf.MatcherFrom(builder);

    /// <summary>Drops the matchers of leaves that were replaced.</summary>
    public void DropReplaced() => Drop(entry => entry.IsReplaced);

    private Entry Add(ulong hash, PathLeaf[] leaves)
    {
        if (Size > Limit)
            DropUnused();

        var entry = new Entry(leaves);
        lock (_dropping)
        {
            if (_entries.TryGetValue(hash, out var before))
            {
                if (before.Leaves.AsSpan().SequenceEqual(leaves))
                    return before;
                _size -= before.Size;
            }

            _entries[hash] = entry;
            _size += entry.Size;
        }

        return entry;
    }

    private void DropUnused()
    {
        var isUnused = (Entry entry) =>
        {
            var wasUsed = entry.IsUsed;
            entry.IsUsed = false;
            return !wasUsed;
        };
        Drop(isUnused);
        if (Size > Limit)
            Drop(isUnused);
    }

    private void Drop(Func<Entry, bool> isDropped)
    {
        lock (_dropping)
        {
            foreach (var (hash, entry) in _entries)
            {
                if (isDropped(entry) && _entries.TryRemove(hash, out _))
                    _size -= entry.Size;
            }
        }
    }

    private static ulong HashOf(ref LeafList leaves)
    {
        var hash = 14695981039346656037UL;
        for (var i = 0; i < leaves.Count; i++)
            hash = (hash ^ (ulong)leaves[i].Id) * 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }

    private sealed class Entry(PathLeaf[] leaves)
    {
        private RouteMatcher? _matcher;

        public PathLeaf[] Leaves { get; } = leaves;

        public int Size { get; } = SizeOfMatcher + leaves.Sum(leaf => leaf.Endpoints.Length);

        public bool IsUsed { get; set; }

        public bool IsReplaced => Array.Exists(Leaves, leaf => leaf.IsReplaced);

        public bool IsOf(ref LeafList leaves)
        {
            if (leaves.Count != Leaves.Length)
                return false;

            for (var i = 0; i < Leaves.Length; i++)
            {
                if (leaves[i] != Leaves[i])
                    return false;
            }

            return true;
        }

        /// <summary>An endpoint with several hosts can be in several leaves.</summary>
        private IEnumerable<Endpoint> Copies()
        {
            var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
            foreach (var copy in Leaves.SelectMany(leaf => leaf.Copies))
            {
                if (copy.RequestDelegate?.Target is not MatchedEndpoint matched || seen.Add(matched.Endpoint))
                    yield return copy;
            }
        }

        public RouteMatcher MatcherFrom(RouteMatcherBuilder builder)
        {
            if (Volatile.Read(ref _matcher) is { } built)
                return built;

            lock (Leaves)
            {
                if (_matcher is null)
                    Volatile.Write(ref _matcher, builder.BuildFrom(Copies()));
                return _matcher;
            }
        }
    }
}
