using System.Collections.Concurrent;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Counts how often others have changed a status that the gateway had written. Two writers that correct each other without a pause
/// would be a storm of writes.</summary>
internal sealed class StatusContests(TimeProvider time)
{
    private const int MostAtOnce = 3;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_forgotten = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ResourceOwner, (int Count, long At, TimeSpan Wait)> _contests = [];

    /// <summary>Counts a change of another writer.</summary>
    /// <returns>The time to wait before the status is written again; null to write it now.</returns>
    public TimeSpan? Wait(ResourceOwner owner, out bool isFirst)
    {
        isFirst = false;
        var now = time.GetTimestamp();
        var (count, at, wait) = _contests.GetValueOrDefault(owner);
        var elapsed = count == 0 ? TimeSpan.Zero : time.GetElapsedTime(at, now);
        if (wait > TimeSpan.Zero && elapsed < s_forgotten)
        {
            if (elapsed < wait)
                return wait - elapsed;

            _contests[owner] = (count, now, TimeSpan.Zero);
            return null;
        }

        count = elapsed < s_forgotten ? count + 1 : 1;
        wait = count <= MostAtOnce ? TimeSpan.Zero : s_first * Math.Pow(2, Math.Min(count - MostAtOnce - 1, 10));
        if (wait > s_longest)
            wait = s_longest;
        _contests[owner] = (count, now, wait);
        isFirst = count == MostAtOnce + 1;
        return wait > TimeSpan.Zero ? wait : null;
    }

    public void Forget(ResourceOwner owner) => _contests.TryRemove(owner, out _);
}
