using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>
/// Calls the shared store. No call takes longer than its bound, and after three failures in a row requests don't call it: it is used
/// again when the purges could be read, which a check in the background tries every second. Without a recent check, too, requests don't
/// call it: this node may not know all purges.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types",
    Justification = "The cache of the host documents no exceptions. After any failure, the cache continues without it.")]
internal sealed class SharedCalls(IDistributedCache cache, TimeSpan timeout, CacheTelemetry telemetry, TimeProvider time)
{
    private const int MaxFailures = 3;

    private static readonly TimeSpan s_longestUnchecked = TimeSpan.FromSeconds(4);

    private volatile bool _isAvailable;
    private volatile bool _isLost;
    private int _failures;
    private long _restoredAt;

    /// <summary>Gets the bound of a call that a request waits for.</summary>
    public TimeSpan Timeout => timeout;

    /// <summary>Gets whether requests may call the store.</summary>
    public bool IsAvailable => _isAvailable && !IsUnchecked;

    private bool IsUnchecked => time.GetElapsedTime(Volatile.Read(ref _restoredAt)) > s_longestUnchecked;

    public async ValueTask<SharedValue> GetAsync(string key, TimeSpan left, CancellationToken cancellation)
    {
        byte[]? value = null;
        var isKnown = await RunAsync(
            async () => value = await cache.GetAsync(key, cancellation).ConfigureAwait(false), left, cancellation).ConfigureAwait(false);
        return new SharedValue(isKnown, isKnown ? value : null);
    }

    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="lifetime">The time for which the store has the value.</param>
    /// <param name="left">The bound of the call.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <param name="mayBeSlow">Whether the value can be so long that a timeout doesn't mean that the store is lost.</param>
    public ValueTask<bool> SetAsync(
        string key, byte[] value, TimeSpan lifetime, TimeSpan left, CancellationToken cancellation, bool mayBeSlow = false)
        => RunAsync(
            () => cache.SetAsync(
                key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime }, cancellation),
            left, cancellation, mayBeSlow);

    /// <summary>Lets requests call the store, because this node knows all purges.</summary>
    public void Restore()
    {
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _restoredAt, time.GetTimestamp());
        _isAvailable = true;
        if (_isLost)
        {
            _isLost = false;
            telemetry.Regained();
        }
    }

    /// <summary>Reports the store as lost if the purges weren't read for too long, even if other calls succeed.</summary>
    public void Unchecked()
    {
        if (_isAvailable && IsUnchecked)
            Lose(new TimeoutException("The purges couldn't be read in time."));
    }

    /// <returns>Whether the call succeeded in time.</returns>
    private async ValueTask<bool> RunAsync(Func<Task> start, TimeSpan left, CancellationToken cancellation, bool mayBeSlow = false)
    {
        Task? call = null;
        try
        {
            if (left <= TimeSpan.Zero)
                return false;

            call = start();
            await call.WaitAsync(left, time, cancellation).ConfigureAwait(false);
            Volatile.Write(ref _failures, 0);
            return true;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
        catch (TimeoutException) when (mayBeSlow)
        {
            telemetry.CountShared(SharedResult.Failed);
            return false;
        }
        catch (Exception error)
        {
            Failed(error);
            return false;
        }
        finally
        {
            // A call that was given up may fail later.
            if (call is { IsCompleted: false })
                _ = call.ContinueWith(
                    static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private void Failed(Exception error)
    {
        telemetry.CountShared(SharedResult.Failed);
        if (Interlocked.Increment(ref _failures) >= MaxFailures)
            Lose(error);
    }

    private void Lose(Exception error)
    {
        _isAvailable = false;
        if (!_isLost)
        {
            _isLost = true;
            telemetry.Lost(error);
        }
    }
}
