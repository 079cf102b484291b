using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace GatewayKit.Plugins.Record;

/// <summary>
/// Records exchanges in the background: a bounded queue, and one task that empties it and writes the file. The task starts with the first
/// exchange and ends when the plugin is disposed.
/// </summary>
internal sealed class Recorder(Redactor secretary, FixtureJournal journal, RecordTelemetry telemetry, TimeSpan interval, TimeProvider time)
    : IAsyncDisposable
{
    private const int MaxWaiting = 256;
    private const long MaxWaitingBytes = 32 << 20;
    private const int LastAttempts = 50;

    private readonly Channel<Capture> _waiting =
        Channel.CreateBounded<Capture>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Lock _starting = new();
    private Task? _running;
    private bool _isDisposed;
    private long _waitingBytes;

    /// <summary>Adds an exchange to the queue, or drops it if the queue is full.</summary>
    public void Offer(Capture capture)
    {
        var size = capture.Size;
        if (Interlocked.Add(ref _waitingBytes, size) <= MaxWaitingBytes && IsRunning() && _waiting.Writer.TryWrite(capture))
            return;

        Interlocked.Add(ref _waitingBytes, -size);
        telemetry.Count(RecordOutcome.Dropped);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_starting)
            _isDisposed = true;
        _waiting.Writer.TryComplete();
        if (_running is { } running)
            await running.ConfigureAwait(false);
    }

    private bool IsRunning()
    {
        if (_running is not null)
            return true;

        lock (_starting)
        {
            if (_isDisposed)
                return false;

            // The task outlives the exchange that starts it, and must not keep its context.
            using (ExecutionContext.SuppressFlow())
                _running ??= Task.Run(RunAsync);
            return true;
        }
    }

    private async Task RunAsync()
    {
        for (var isOpen = true; isOpen;)
        {
            isOpen = journal.HasUnwritten || await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false);
            isOpen = isOpen && await GatherAsync().ConfigureAwait(false);
            Write();
        }

        // Another gateway, or the plugin's next version, may be writing right now. The clock of a test doesn't advance here.
        for (var attempt = 0; journal.HasUnwritten && attempt < LastAttempts && !Write(); attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).ConfigureAwait(false);
    }

    /// <summary>Collects exchanges until it is time to write.</summary>
    /// <returns>Whether more exchanges can arrive.</returns>
    private async Task<bool> GatherAsync()
    {
        using var deadline = new CancellationTokenSource(interval, time);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(deadline.Token).ConfigureAwait(false))
            {
                while (_waiting.Reader.TryRead(out var capture))
                    Take(capture);
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "One exchange that can't be recorded must not end the recording of all others.")]
    private void Take(Capture capture)
    {
        Interlocked.Add(ref _waitingBytes, -capture.Size);
        try
        {
            var outcome = secretary.TryWrite(capture, out var fixture);
            telemetry.Count(fixture is null ? outcome : journal.Add(fixture));
        }
        catch (Exception error)
        {
            telemetry.Failed(error);
            telemetry.Count(RecordOutcome.Unreadable);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The next attempt may succeed; until then the exchanges wait.")]
    private bool Write()
    {
        try
        {
            var count = journal.Write();
            if (count > 0)
                telemetry.Written(count);
            return true;
        }
        catch (FixtureBusyException)
        {
            return false;
        }
        catch (Exception error)
        {
            telemetry.CannotWrite(error.Message);
            return false;
        }
    }
}
