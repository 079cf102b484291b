using System.Text.Json;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>
/// Keeps a copy of the cluster for a start without the API server:
/// <list type="number">
/// <item>each active state of the API server is written a few seconds later, and the last one when the gateway stops</item>
/// <item>while nothing changes and the API server answers, the copy is confirmed each minute</item>
/// <item>if the first lists of the next start fail because the API server is unavailable, the copy is read</item>
/// </list>
/// </summary>
internal sealed class CopyKeeper(
    KeptCopySettings settings, ReflectorHealth health, CopyTelemetry telemetry, TimeProvider time, CopyLog log) : IDisposable
{
    /// <summary>The part of the time in which copies may be written: 1/20.</summary>
    private const int Rest = 20;

    private readonly CopyFile _file = new(settings);
    private readonly SemaphoreSlim _changed = new(0, 1);
    private KeptState? _latest;
    private KeptState? _written;
    private bool _isFailing;

    /// <summary>Keeps a state of the API server. Returns at once.</summary>
    public void Use(KeptState state)
    {
        if (settings.Folder is null)
            return;

        Volatile.Write(ref _latest, state);
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The next write includes this state.
        }
    }

    /// <summary>Waits until the state of the API server is there, or the API server is unavailable.</summary>
    /// <param name="live">Ends when every kind was listed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The copy to serve; null if there is none, or it isn't needed.</returns>
    public async Task<KeptCopy?> FindAsync(Task live, CancellationToken cancellation)
    {
        if (settings.Folder is null)
            return null;

        for (var wait = settings.Patience; ; wait = settings.Interval)
        {
            if (await Task.WhenAny(live, Task.Delay(wait, time, cancellation)).ConfigureAwait(false) == live)
                return null;

            cancellation.ThrowIfCancellationRequested();
            if (health.IsUnavailable)
                return await ReadAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Writes copies until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (settings.Folder is null)
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);

        try
        {
            while (true)
            {
                if (await IsChangedAsync(cancellation).ConfigureAwait(false))
                    await Task.Delay(settings.Delay, time, cancellation).ConfigureAwait(false);
                else if (ReferenceEquals(Volatile.Read(ref _latest), _written))
                    Confirm();

                var started = time.GetTimestamp();
                await WriteAsync(cancellation).ConfigureAwait(false);
                await Task.Delay(time.GetElapsedTime(started) * Rest, time, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            await WriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose() => _changed.Dispose();

    /// <returns>Whether the state has changed; if not, the copy must be confirmed.</returns>
    private async Task<bool> IsChangedAsync(CancellationToken cancellation)
    {
        using var limit = new TimeoutSource(settings.Confirmation, time, cancellation);
        try
        {
            await _changed.WaitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<KeptCopy?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var copy = await _file.ReadAsync(time.GetUtcNow(), cancellation).ConfigureAwait(false);
            if (copy is null)
                log.LogNone(settings.Folder!);
            else
                log.LogServing(copy.Time);
            return copy;
        }
        catch (Exception error) when (IsExpected(error))
        {
            log.LogRefused(settings.Folder!, error is JsonException ? "It is damaged." : error.Message);
            return null;
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _latest) is not { } state || ReferenceEquals(state, _written))
            return;

        try
        {
            await _file.WriteAsync(state, time.GetUtcNow(), cancellation).ConfigureAwait(false);
            _written = state;
            telemetry.Written(isComplete: true);
            if (_isFailing)
                log.LogRecovered();
            _isFailing = false;
        }
        catch (Exception error) when (IsExpected(error))
        {
            Fail(error);
        }
    }

    private void Confirm()
    {
        if (_written is null || !health.IsHealthy)
            return;

        try
        {
            _file.Confirm(time.GetUtcNow());
        }
        catch (Exception error) when (IsExpected(error))
        {
            // The file is gone: it is written again.
            _written = null;
            Fail(error);
        }
    }

    private void Fail(Exception error)
    {
        telemetry.Written(isComplete: false);
        if (!_isFailing)
            log.LogFailed(settings.Folder!, error.Message);
        _isFailing = true;
    }

    private static bool IsExpected(Exception error)
        => error is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or NotSupportedException;
}
