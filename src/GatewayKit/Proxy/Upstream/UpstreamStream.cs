using System.Runtime.CompilerServices;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// One HTTP/1.1 connection to an upstream, below the HTTP client. It changes how the client handles two ends of an exchange:
/// <list type="number">
/// <item><description>A connection that ends before the first byte of a response is an <see cref="UnansweredException"/>, so that
/// the client doesn't repeat the request by itself.</description></item>
/// <item><description>A response that arrives before the request is completely sent ends the request (RFC 9112, section 9.5):
/// the rest of the body is dropped here, the client continues to read, and the connection doesn't serve another
/// request.</description></item>
/// </list>
/// Bytes pass without being copied, and an ordinary exchange allocates nothing.
/// </summary>
internal sealed class UpstreamStream(Stream inner) : Stream
{
    private const int AheadLength = 4096;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _sending = new();

    // A request was sent without a response byte so far, on a connection that served a request before, or didn't.
    private volatile bool _awaitsAnswer;
    private bool _isReused;
    private bool _hasAnswered;

    // The rest of the request is dropped.
    private volatile bool _isStopped;
    private StoppableContent? _upload;

    // The data that was read while a long body was sent: the task that reads it, then the bytes that the client hasn't read.
    private bool _isReading;
    private byte[]? _ahead;
    private Task<int>? _aheadRead;
    private int _aheadNext;
    private PendingRead? _pending;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_awaitsAnswer && RequestHead.Begins(buffer.Span))
            BeginRequest();
        if (StoppableContent.Writing is { } upload && upload != _upload)
            BeginUpload(upload);
        if (_isStopped)
            return default;

        var write = inner.WriteAsync(buffer, cancellationToken.CanBeCanceled ? cancellationToken : _sending.Token);
        if (!write.IsCompletedSuccessfully)
            return FinishWriteAsync(write);

        write.GetAwaiter().GetResult();
        return default;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_aheadRead is not null)
                return TakeAheadAsync(buffer);

            // A zero-byte read waits for data, and is followed by another read.
            if (buffer.IsEmpty)
                return inner.ReadAsync(buffer, cancellationToken);

            _isReading = true;
        }

        // The client reads from an idle connection, too. That read can return the early answer to the next request, so it leaves room for
        // the header that StopIfRefused adds.
        var room = buffer.Length > 2 * ResponseHead.CloseLength ? ResponseHead.CloseLength : 0;
        var read = inner.ReadAsync(buffer[..^room], cancellationToken);
        return read.IsCompletedSuccessfully
            ? new(EndRead(buffer.Span, read.Result))
            : (_pending ??= new PendingRead(FinishRead)).WaitAsync(buffer, read);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The forwarder doesn't send synchronously.
    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void BeginRequest()
    {
        // The upstream still expects the rest of a body, and would read other data as that body.
        if (_isStopped)
            throw new UnansweredException(wasReused: true);

        _isReused = _hasAnswered;
        _upload = null;
        _awaitsAnswer = true;
    }

    private void BeginUpload(StoppableContent upload)
    {
        lock (_gate)
        {
            _upload = upload;
            if (_isReading || _aheadRead is not null || !_awaitsAnswer)
                return;

            _ahead = new byte[AheadLength + ResponseHead.CloseLength];
            _aheadNext = 0;
            _aheadRead = ReadAheadAsync(_ahead);
        }
    }

    private async Task<int> ReadAheadAsync(byte[] ahead)
    {
        // Never completes synchronously, so that the caller knows about the read before its result.
        var count = await inner.ReadAsync(ahead.AsMemory(0, AheadLength)).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return StopIfRefused(ahead, count);
    }

    /// <summary>Returns the data that was read ahead, and then reads directly.</summary>
    private async ValueTask<int> TakeAheadAsync(Memory<byte> buffer)
    {
        int count;
        try
        {
            count = await _aheadRead!.ConfigureAwait(false) - _aheadNext;
        }
        catch (IOException error)
        {
            lock (_gate)
                _aheadRead = null;
            throw Unanswered(error) ?? error;
        }

        if (buffer.IsEmpty)
            return 0;

        var taken = Math.Min(count, buffer.Length);
        _ahead.AsSpan(_aheadNext, taken).CopyTo(buffer.Span);
        _aheadNext += taken;
        if (taken == count)
        {
            lock (_gate)
                (_aheadRead, _ahead) = (null, null);
        }

        return Answered(taken);
    }

    private int FinishRead(Span<byte> buffer, in ValueTask<int> read)
    {
        int count;
        try
        {
            count = read.GetAwaiter().GetResult();
        }
        catch (IOException error)
        {
            _isReading = false;
            if (Unanswered(error) is { } unanswered)
                throw unanswered;
            throw;
        }

        return EndRead(buffer, count);
    }

    private int EndRead(Span<byte> buffer, int count)
    {
        _isReading = false;
        return Answered(StopIfRefused(buffer, count));
    }

    private int Answered(int count)
    {
        if (count == 0 && Unanswered(null) is { } unanswered)
            throw unanswered;

        _awaitsAnswer = false;
        _hasAnswered = true;
        return count;
    }

    private UnansweredException? Unanswered(Exception? cause) => _awaitsAnswer ? new UnansweredException(_isReused, cause) : null;

    private int StopIfRefused(Span<byte> response, int count)
    {
        if (_upload is not { IsRunning: true } || !ResponseHead.IsRefusal(response[..count]))
            return count;

        Stop();
        return response.Length - count < ResponseHead.CloseLength ? count : ResponseHead.InsertClose(response, count);
    }

    private void Stop()
    {
        _isStopped = true;
        _sending.Cancel();
        _upload?.Stop();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishWriteAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isStopped)
        {
            // The data is dropped.
        }
        catch (IOException) when (_awaitsAnswer || _upload is { IsRunning: true })
        {
            // The upstream no longer reads. Only a read shows whether it has responded.
            Stop();
        }
    }
}
