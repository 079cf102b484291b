using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Causes another translation after one in which resources have failed, with growing waits: the cause can pass.</summary>
internal sealed class TranslationRetries : IDisposable, IAsyncDisposable
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly LoopLog _log;
    private readonly Backoff _backoff = new();
    private readonly ITimer _timer;
    private ImmutableHashSet<ResourceOwner> _failed = [];
    private int _isScheduled;

    public TranslationRetries(IStoreChanges feed, TimeProvider time, LoopLog log)
    {
        _log = log;
        _timer = time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref _isScheduled, 0);
                feed.Changed();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Logs the failures of a translation that the one before didn't have, and schedules another one if there are any.</summary>
    public void Use(ImmutableArray<TranslationFailure> failures)
    {
        foreach (var failure in failures.Where(failure => !_failed.Contains(failure.Owner)))
            _log.LogResourceFailed(failure.Error, failure.Owner.Kind, failure.Owner.Name);
        _failed = [.. failures.Select(failure => failure.Owner)];
        if (failures.IsEmpty)
            _backoff.Reset();
        else
            Schedule();
    }

    /// <summary>Schedules another translation, unless one is scheduled.</summary>
    public void Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
            _timer.Change(_backoff.Next(longest: Longest), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
