using System.Buffers;
using GatewayKit.Plugins.StreamLimits.Frames;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.StreamLimits.Tunnels;

/// <summary>
/// The client's end of a tunnel that carries a WebSocket. Reads are the frames of the client, writes those of the upstream. When a limit is
/// exceeded, the tunnel closes both sides (RFC 6455, section 7):
/// <list type="number">
/// <item><description>The frame that violates the limit isn't forwarded. A frame that has begun before is completed.</description></item>
/// <item><description>The client and the upstream each get a close frame with the reason, and nothing after it.</description></item>
/// <item><description>The client's close frame is awaited, also if the upstream has already ended, so that the client can read the
/// gateway's. Then the upstream ends the tunnel.</description></item>
/// <item><description>If one of them doesn't in time, the connection is aborted.</description></item>
/// </list>
/// </summary>
internal sealed class LimitedTunnel : Stream
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Stream _client;
    private readonly HttpContext _http;
    private readonly StreamTelemetry _telemetry;
    private readonly InterruptibleReader _reader;
    private readonly StreamClock _clock;
    private readonly FrameCheck _toUpstream;
    private readonly FrameCheck _toClient;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _disposal = new();
    private HeldBytes _heldFromClient;
    private HeldBytes _heldFromUpstream;
    private EndReason? _closing;
    private bool _hasLeftClient;
    private bool _hasLeftUpstream;
    private bool _owesUpstreamClose;
    private bool _isDisposed;

    public LimitedTunnel(Stream client, HttpContext http, StreamLimitsOptions options, TimeProvider time, StreamTelemetry telemetry)
    {
        (_client, _http, _telemetry) = (client, http, telemetry);
        var rate = options is { MessageLimit: { } limit, MessageWindow: { } window } ? new MessageRate(limit, window, time) : null;
        _toUpstream = new FrameCheck(isFromClient: true, options.MaxMessageSize?.Bytes, rate);
        _toClient = new FrameCheck(isFromClient: false, options.MaxUpstreamMessageSize?.Bytes, rate: null);
        _reader = new InterruptibleReader(client);
        _clock = new StreamClock(options, time, Close);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private EndReason? Closing => Volatile.Read(ref _closing);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A close frame and the bytes of an incomplete header must fit. The forwarder's buffers are far larger.
        if (!buffer.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, EndReason.LongestFrame, nameof(buffer));

        while (true)
        {
            if (Closing is not null && !_hasLeftUpstream && _toUpstream.IsAtBoundary)
                LeaveUpstream();
            if (_owesUpstreamClose)
            {
                if (buffer.IsEmpty)
                    return 0;

                _owesUpstreamClose = false;
                return Closing!.WriteMasked(buffer.Span);
            }

            if (_hasLeftUpstream)
                await EndAsync(cancellationToken).ConfigureAwait(false);
            var held = buffer.IsEmpty ? 0 : _heldFromClient.CopyTo(buffer.Span);
            if (await _reader.ReadAsync(buffer[held..], cancellationToken).ConfigureAwait(false) is not { } read)
                continue;
            if (read == 0)
                return 0;

            _clock.Touch();
            if (PassToUpstream(buffer.Span[..(held + read)]) is > 0 and var passed)
                return passed;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hasLeftClient)
                return;

            _clock.Touch();
            if (_heldFromUpstream.Length == 0)
                await PassToClientAsync(buffer, cancellationToken).ConfigureAwait(false);
            else
                await PassJoinedAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
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
            lock (_disposal)
                _isDisposed = true;
            _clock.Dispose();
            _reader.Dispose();
            _client.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Closes both sides. Only the first reason counts.</summary>
    private void Close(EndReason reason)
    {
        if (Interlocked.CompareExchange(ref _closing, reason, null) is not null)
            return;

        _telemetry.Ended(reason);
        _clock.GiveUpAfter(s_patience, _http.Abort);
        _reader.Interrupt();
        _ = LeaveClientAsync();
    }

    /// <summary>Returns the number of bytes for the upstream. The others are held or dropped.</summary>
    private int PassToUpstream(Span<byte> bytes)
    {
        var isClosing = Closing is not null;
        var passed = isClosing ? _toUpstream.PassRest(bytes) : _toUpstream.Pass(bytes);
        if (_toUpstream.Violation is { } violation)
        {
            Close(violation);
            isClosing = true;
        }

        if (!isClosing)
        {
            _heldFromClient.Set(_toUpstream.HasClosed ? default : bytes[passed..]);
        }
        else if (_toUpstream.IsAtBoundary)
        {
            LeaveUpstream();
            SkipFromClient(bytes[passed..]);
        }

        return passed;
    }

    /// <summary>Stops forwarding. The upstream gets a close frame next, unless it has got the client's.</summary>
    private void LeaveUpstream()
    {
        _hasLeftUpstream = true;
        _owesUpstreamClose = !_toUpstream.HasClosed;
    }

    private void SkipFromClient(ReadOnlySpan<byte> bytes) => _heldFromClient.Set(bytes[_toUpstream.Skip(bytes)..]);

    /// <summary>Waits for the client's close frame, and then for the upstream, which ends the tunnel.</summary>
    /// <exception cref="OperationCanceledException">The tunnel has ended.</exception>
    private async Task EndAsync(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (!_toUpstream.HasClosed)
            {
                var held = _heldFromClient.CopyTo(buffer);

                // Not canceled with the tunnel: GiveUpAfter bounds it.
                var read = await _client.ReadAsync(buffer.AsMemory(held), CancellationToken.None).ConfigureAwait(false);
                if (read == 0)
                    break;

                SkipFromClient(buffer.AsSpan(0, held + read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
    }

    /// <summary>Passes bytes together with those of an incomplete header before them.</summary>
    private async ValueTask PassJoinedAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        var joined = ArrayPool<byte>.Shared.Rent(FrameHeader.Longest + buffer.Length);
        try
        {
            var held = _heldFromUpstream.CopyTo(joined);
            buffer.CopyTo(joined.AsMemory(held));
            await PassToClientAsync(joined.AsMemory(0, held + buffer.Length), cancellation).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private async ValueTask PassToClientAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var isClosing = Closing is not null;
        var passed = isClosing ? _toClient.PassRest(bytes.Span) : _toClient.Pass(bytes.Span);
        _heldFromUpstream.Set(isClosing || _toClient.HasClosed || _toClient.Violation is not null ? default : bytes.Span[passed..]);
        if (passed > 0)
            await _client.WriteAsync(bytes[..passed], cancellation).ConfigureAwait(false);
        if (_toClient.Violation is { } violation)
            Close(violation);
        if (Closing is not null && _toClient.IsAtBoundary)
            await SendCloseAsync(cancellation).ConfigureAwait(false);
    }

    private async Task LeaveClientAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_toClient.IsAtBoundary)
                await SendCloseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The tunnel has ended by itself.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask SendCloseAsync(CancellationToken cancellation)
    {
        if (_hasLeftClient)
            return;

        _hasLeftClient = true;
        if (_toClient.HasClosed)
            return;

        // After the disposal, the server may use the stream's objects for another request.
        ValueTask write;
        lock (_disposal)
        {
            if (_isDisposed)
                return;

            write = _client.WriteAsync(Closing!.ToClient, cancellation);
        }

        await write.ConfigureAwait(false);
    }
}
