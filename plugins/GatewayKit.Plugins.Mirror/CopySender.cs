using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Plugins.Mirror;

/// <summary>Sends copies beside their exchanges, which don't wait for it, and discards the responses after they were compared.</summary>
internal sealed class CopySender(MirrorOptions options, IClusterSender clusters, MirrorReport report, TimeProvider time) : IAsyncDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One for the sender itself.
    private int _users = 1;

    /// <summary>Begins to send a copy, unless it was sent or dropped before.</summary>
    public void Begin(MirrorCopy copy)
    {
        if (!copy.TryBegin())
            return;

        Interlocked.Increment(ref _users);

        // Neither the trace nor other context of the exchange flows to the copy.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => SendAsync(copy));
    }

    /// <summary>Ends the copies in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Release();
        await _stopped.Task.ConfigureAwait(false);
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "No failure of a copy may have an effect.")]
    private async Task SendAsync(MirrorCopy copy)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        var outcome = CopyOutcome.Sent;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
            var response = await SendAsync(copy, either.Token).ConfigureAwait(false);
            if (copy.Response is { } expected)
                await CompareAsync(copy, expected.Completed, response, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            outcome = CopyOutcome.Stopped;
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            outcome = CopyOutcome.TimedOut;
            report.Failed($"The cluster '{options.Cluster}' didn't respond within {Duration.Format(options.Timeout)}.");
        }
        catch (Exception error)
        {
            outcome = CopyOutcome.Failed;
            report.Failed(error.Message);
        }
        finally
        {
            copy.End(outcome);
            Release();
        }
    }

    /// <summary>Compares the responses, if that of the client is complete in time.</summary>
    private async Task CompareAsync(
        MirrorCopy copy, Task<ComparedResponse?> expected, ComparedResponse response, CancellationToken cancellation)
    {
        var (result, difference) = (ComparisonResult.Skipped, default(string));
        try
        {
            if (await expected.WaitAsync(cancellation).ConfigureAwait(false) is { } known)
                (result, difference) = known.Compare(response, options.Compare);
        }
        catch (OperationCanceledException)
        {
            // The client's response takes longer than a copy may.
        }

        report.Compared(copy, result, difference);
    }

    private async Task<ComparedResponse> SendAsync(MirrorCopy copy, CancellationToken cancellation)
    {
        var message = copy.Message!;
        if (copy.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body.Bytes);
            foreach (var (name, values) in copy.ContentHeaders)
                message.Content.Headers.TryAddWithoutValidation(name, values);
        }

        using var response = await clusters.SendAsync(options.Cluster, copy.Target, message, cancellation).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // The end of a longer response isn't read: its connection is closed.
            var digest = new BodyDigest();
            for (var read = -1; read != 0 && digest.Length <= BodyDigest.MaxLength;)
            {
                read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
                digest.Add(buffer.AsSpan(0, read));
            }

            var encoding = string.Join(", ", response.Content.Headers.ContentEncoding);
            return new ComparedResponse((int)response.StatusCode, encoding, digest.Length, digest.Finish(length: null));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _stopped.TrySetResult();
    }
}
