namespace GatewayKit.Proxy.Forwarding;

/// <summary>The body of a response as a stream, for hooks and transforms that read it.</summary>
internal sealed class UpstreamBodyStream(UpstreamBody body) : Stream
{
    private bool _isDisposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return cancellationToken.CanBeCanceled ? ReadAsync(body, buffer, cancellationToken) : body.ReadAsync(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private static async ValueTask<int> ReadAsync(UpstreamBody body, Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var registration = body.CloseWhenCanceled(cancellation);
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                return await body.ReadAsync(buffer).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException && cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
        }
    }
}
