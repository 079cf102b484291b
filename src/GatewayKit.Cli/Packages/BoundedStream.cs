namespace GatewayKit.Cli.Packages;

/// <summary>Writes a limited number of bytes to a file: the declared size of a package may be wrong.</summary>
/// <param name="file">The file, which is created.</param>
/// <param name="limit">The maximum number of bytes.</param>
/// <param name="what">The name of the content, for the message.</param>
internal sealed class BoundedStream(string file, long limit, string what) : Stream
{
    private readonly FileStream _file = new(file, FileMode.CreateNew, FileAccess.ReadWrite);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Check(buffer.Length);
        _file.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check(buffer.Length);
        await _file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private void Check(int count)
    {
        if (_file.Position + count > limit)
            throw new ToolException($"{what} has more than {limit} bytes.");
    }
}
