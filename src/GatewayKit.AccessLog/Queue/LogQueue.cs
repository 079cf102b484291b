using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace GatewayKit.AccessLog;

/// <summary>
/// Writes lines in the background: a bounded queue, and one task that empties it in batches. A line that doesn't fit is dropped. The task
/// starts with the first line; disposing writes the lines that wait.
/// </summary>
internal sealed class LogQueue(ILogTarget target, LogPool pool, LogTelemetry telemetry, QueueLimits limits) : IAsyncDisposable
{
    private readonly Channel<LogLine> _waiting =
        Channel.CreateBounded<LogLine>(new BoundedChannelOptions(limits.Lines) { SingleReader = true });
    private readonly List<LogLine> _batch = [];
    private readonly SemaphoreSlim _full = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _starting = new();
    private Task? _running;
    private bool _isDisposed;
    private long _waitingBytes;

    /// <summary>Adds a line, or drops it if the queue is full. Never waits.</summary>
    public void Offer(LogLine line)
    {
        // The line can be written, and rented again, as soon as it is in the queue.
        var length = line.Length;
        if (Interlocked.Add(ref _waitingBytes, length) <= limits.Bytes && IsRunning() && _waiting.Writer.TryWrite(line))
        {
            if (_full.CurrentCount == 0 && _waiting.Reader.Count >= limits.Batch)
                Signal();
            return;
        }

        Interlocked.Add(ref _waitingBytes, -length);
        telemetry.Dropped(1);
        pool.Return(line);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_starting)
            _isDisposed = true;
        _waiting.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_running is { } running)
        {
            _ended.CancelAfter(limits.End);
            await Task.WhenAny(running, Task.Delay(limits.End + limits.End, TimeProvider.System)).ConfigureAwait(false);

            // A target that doesn't end, such as a blocked stream, must not keep the gateway. It uses the rest later.
            if (!running.IsCompleted)
                return;
        }

        await target.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
        _ended.Dispose();
        _full.Dispose();
    }

    private void Signal()
    {
        try
        {
            _full.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // Another line has signaled, or the last batch is written.
        }
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
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await GatherAsync().ConfigureAwait(false);
            while (_batch.Count < limits.Batch && _waiting.Reader.TryRead(out var line))
                _batch.Add(line);
            await WriteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits until there is a whole batch, or it is time to write.</summary>
    private async Task GatherAsync()
    {
        try
        {
            // A signal can be that of an earlier batch.
            while (_waiting.Reader.Count < limits.Batch
                && await _full.WaitAsync(limits.Interval, _ending.Token).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The last lines don't wait.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Lines that can't be written must not end the access log, or an exchange.")]
    private async Task WriteAsync()
    {
        var bytes = 0L;
        foreach (var line in _batch)
            bytes += line.Length;
        try
        {
            await target.WriteAsync(_batch, _ended.Token).ConfigureAwait(false);
            telemetry.Written(_batch.Count);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            telemetry.Failed(_batch.Count, "the gateway or the entry ended before they were written.");
        }
        catch (Exception error)
        {
            telemetry.Failed(_batch.Count, error.Message);
        }

        Interlocked.Add(ref _waitingBytes, -bytes);
        foreach (var line in _batch)
            pool.Return(line);
        _batch.Clear();
    }
}
