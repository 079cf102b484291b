namespace GatewayKit.Pipeline;

/// <summary>Rejects writes of a hook to the response's body.</summary>
internal sealed class RefusingStream : Stream
{
    public static readonly RefusingStream Instance = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => throw HookMisuseException.Writes();

    public override void Write(ReadOnlySpan<byte> buffer) => throw HookMisuseException.Writes();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => throw HookMisuseException.Writes();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => throw HookMisuseException.Writes();

    public override void Flush() => throw HookMisuseException.Writes();

    public override Task FlushAsync(CancellationToken cancellationToken) => throw HookMisuseException.Writes();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
