using System.Runtime.CompilerServices;

namespace GatewayKit.Proxy.Draining;

/// <summary>
/// The client's end of a tunnel that carries a WebSocket. When the gateway stops, it closes the tunnel at the next end of a frame:
/// <list type="number">
/// <item><description>The client gets a close frame, and nothing after it.</description></item>
/// <item><description>The client's close frame is forwarded to the upstream, which then closes.</description></item>
/// <item><description>If the client doesn't respond in time, the gateway sends a close frame to the upstream;
/// if the upstream doesn't close, the tunnel ends.</description></item>
/// </list>
/// </summary>
internal sealed class WebSocketTunnel : Stream
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Stream _client;
    private readonly ConnectionDrain _drain;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly TaskCompletionSource _givesUpClient = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _givesUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrameTracker _toClient;
    private FrameTracker _toUpstream;
    private Task<int>? _waiting;
    private volatile bool _isClosing;
    private bool _hasLeftClient;
    private bool _hasLeftUpstream;

    public WebSocketTunnel(Stream client, ConnectionDrain drain, TimeProvider time)
    {
        (_client, _drain, _time) = (client, drain, time);
        _drain.Add(this);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Closes the tunnel. Completes when the tunnel has ended or its time is over.</summary>
    public async Task CloseAsync()
    {
        _isClosing = true;
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_toClient.IsAtBoundary)
                await LeaveClientAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The tunnel has ended by itself.
        }
        finally
        {
            _writing.Release();
        }

        await Task.Delay(s_patience, _time).ConfigureAwait(false);
        _givesUpClient.TrySetResult();
        await Task.Delay(s_patience, _time).ConfigureAwait(false);
        _givesUp.TrySetResult();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!buffer.IsEmpty && !_hasLeftClient)
            {
                if (!_isClosing)
                {
                    _toClient.AdvanceAll(buffer.Span);
                    await _client.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
                    return;
                }

                if (!_toClient.IsAtBoundary)
                {
                    var rest = _toClient.Advance(buffer.Span);
                    await _client.WriteAsync(buffer[..rest], cancellationToken).ConfigureAwait(false);
                    buffer = buffer[rest..];
                }

                if (_toClient.IsAtBoundary)
                    await LeaveClientAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }

        while (true)
        {
            if (MustLeaveUpstream())
            {
                _hasLeftUpstream = true;
                return CloseFrame.WriteMasked(buffer.Span);
            }

            if (_waiting is not null)
                await WaitAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfGivenUp();
            if (_waiting is not null)
                continue;

            var count = await _client.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0 || !_hasLeftUpstream)
            {
                _toUpstream.AdvanceAll(buffer.Span[..count]);
                return count;
            }

            // The upstream got its close frame; further data from the client is dropped.
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _client.FlushAsync(cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _drain.Remove(this);
            _client.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Waits until the client sends something, without a buffer, so that a close frame can come first.</summary>
    private async Task WaitAsync(CancellationToken cancellation)
    {
        if (MustLeaveUpstream())
            return;

        _waiting ??= _client.ReadAsync(Memory<byte>.Empty, cancellation).AsTask();
        if (!_waiting.IsCompleted)
            await Task.WhenAny(_waiting, _hasLeftUpstream || _toUpstream.HasClosed ? _givesUp.Task : _givesUpClient.Task)
                .ConfigureAwait(false);
        ThrowIfGivenUp();
        if (_waiting is { IsCompleted: true } done)
        {
            _waiting = null;
            await done.ConfigureAwait(false);
        }
    }

    // A client that stopped within a frame gets no close frame in between: the tunnel ends.
    private bool MustLeaveUpstream()
        => _givesUpClient.Task.IsCompleted && !_hasLeftUpstream && !_toUpstream.HasClosed && _toUpstream.IsAtBoundary;

    private void ThrowIfGivenUp()
    {
        if (_givesUp.Task.IsCompleted || (_givesUpClient.Task.IsCompleted && !_toUpstream.IsAtBoundary))
            throw new IOException("The gateway is stopping.");
    }

    private async Task LeaveClientAsync(CancellationToken cancellation)
    {
        if (_hasLeftClient)
            return;

        _hasLeftClient = true;
        if (_toClient.HasClosed)
            return;

        await _client.WriteAsync(CloseFrame.ToClient, cancellation).ConfigureAwait(false);
        await _client.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
