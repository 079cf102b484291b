using Microsoft.Extensions.Caching.Memory;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Keeps decisions that allow a request for a time, at most 10,000 of them.</summary>
internal sealed class VerdictCache(TimeSpan lifetime, TimeProvider time) : IDisposable
{
    private const int Capacity = 10_000;

    private readonly MemoryCache? _verdicts = lifetime > TimeSpan.Zero ? new(new MemoryCacheOptions { SizeLimit = Capacity }) : null;

    public bool IsOn => _verdicts is not null;

    public Verdict? Find(UInt128 digest)
        => _verdicts is not null && _verdicts.TryGetValue(digest, out Entry? entry) && time.GetElapsedTime(entry!.Since) < lifetime
            ? entry.Verdict
            : null;

    /// <param name="digest">The digest of what the service saw.</param>
    /// <param name="verdict">The decision.</param>
    /// <param name="since">The time at which the service was asked, a timestamp of the clock.</param>
    public void Keep(UInt128 digest, Verdict verdict, long since)
        => _verdicts?.Set(digest, new Entry(verdict, since), new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = lifetime,
        });

    public void Dispose() => _verdicts?.Dispose();

    private sealed record Entry(Verdict Verdict, long Since);
}
