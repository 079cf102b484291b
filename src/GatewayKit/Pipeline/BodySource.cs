namespace GatewayKit.Pipeline;

/// <summary>
/// A body as it comes from the client or the upstream, below the streams that plugins add. Records a failed read, because
/// a later failure in a plugin is then caused by the peer.
/// </summary>
internal sealed class BodySource : ReadOnlyStream
{
    private readonly HttpContent? _content;
    private readonly PeerStatus _peer;
    private Stream? _stream;

    /// <summary>The client's body.</summary>
    public BodySource(Stream stream, PeerStatus peer) => (_stream, _peer) = (stream, peer);

    /// <summary>The upstream's body, opened at the first read.</summary>
    public BodySource(HttpContent content, PeerStatus peer) => (_content, _peer) = (content, peer);

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream?.Dispose();
        base.Dispose(disposing);
    }
}
