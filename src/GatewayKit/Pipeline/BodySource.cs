namespace GatewayKit.Pipeline;

/// <summary>
/// A body as it comes from the client or the upstream, below the streams that plugins add. Records a failed read, because
/// a later failure in a plugin is then caused by the peer.
/// </summary>
internal sealed class BodySource : Stream
{
    private readonly HttpContent? _content;
    private readonly PeerStatus _peer;
    private Stream? _stream;

    /// <summary>The client's body.</summary>
    public BodySource(Stream stream, PeerStatus peer) => (_stream, _peer) = (stream, peer);

    /// <summary>The upstream's body, opened at the first read.</summary>
    public BodySource(HttpContent content, PeerStatus peer) => (_content, _peer) = (content, peer);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _peer.IsWaiting = true;
        try
        {
            _stream ??= await _content!.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _peer.IsReadBroken = true;
            if (error is not OperationCanceledException)
                _peer.Failure = error;
            throw;
        }
        finally
        {
            _peer.IsWaiting = false;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            _stream ??= _content!.ReadAsStream();
            return _stream.Read(buffer);
        }
        catch (Exception error)
        {
            _peer.IsReadBroken = true;
            if (error is not OperationCanceledException)
                _peer.Failure = error;
            throw;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream?.Dispose();
        base.Dispose(disposing);
    }
}
