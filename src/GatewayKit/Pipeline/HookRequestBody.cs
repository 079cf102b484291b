using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>
/// The request's body while hooks run. A hook that read it would take it from the upstream, so the read fails, in the code of the hook that
/// reads it. A stream that a plugin sets on the request itself, on top of this one, may read.
/// </summary>
internal sealed class HookRequestBody(HttpContext http, Stream inner) : Stream
{
    /// <summary>The body itself.</summary>
    public Stream Inner { get; } = inner;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private Stream Readable => http.Request.Body == this ? throw HookMisuseException.ReadsBody() : Inner;

    public override int Read(byte[] buffer, int offset, int count) => Readable.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Readable.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => Readable.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
