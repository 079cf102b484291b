using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// A body whose digest is verified while it is read. With an announced length, its last bytes are returned only after the digest matches;
/// otherwise its end is. So the upstream never receives a complete body that doesn't match.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="digest">Its digest.</param>
/// <param name="length">Its announced length, in bytes; null if it is unknown.</param>
internal sealed class VerifiedBody(Stream body, RunningDigest digest, long? length) : Stream
{
    private long _read;
    private bool? _matches;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">The body doesn't match its digest.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (_matches is null)
        {
            digest.Append(buffer.Span[..count]);
            _read += count;
            if (_read == length || (count == 0 && buffer.Length > 0))
                _matches = digest.End();
        }

        return _matches == false ? throw new BadHttpRequestException("The request's body doesn't match its Content-Digest.") : count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            digest.Dispose();
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
