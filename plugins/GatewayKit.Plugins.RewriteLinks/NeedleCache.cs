using System.Collections.Concurrent;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>
/// Keeps the needles of upstream addresses: a route usually has few destinations and base paths. But a transform can put parts of the
/// client's path into the base path, so the number and the size of the addresses are bounded.
/// </summary>
internal sealed class NeedleCache
{
    /// <summary>The maximum number of entries. A new one beyond it removes all others.</summary>
    public const int MaxCount = 256;

    /// <summary>The maximum length of the addresses of an entry. The needles of longer ones aren't kept.</summary>
    public const int MaxLength = 2048;

    private readonly ConcurrentDictionary<string, LinkNeedles> _needles = new(StringComparer.Ordinal);

    /// <summary>Gets the number of entries.</summary>
    public int Count => _needles.Count;

    /// <summary>Returns the needles of addresses.</summary>
    public LinkNeedles Get(IReadOnlyList<UpstreamBase> upstreams)
    {
        var key = string.Join(' ', upstreams.Select(upstream => upstream.Origin + upstream.Path));
        if (_needles.TryGetValue(key, out var needles))
            return needles;

        needles = LinkNeedles.Of(upstreams);
        if (key.Length > MaxLength)
            return needles;

        if (_needles.Count >= MaxCount)
            _needles.Clear();
        _needles.TryAdd(key, needles);
        return needles;
    }
}
