using System.Buffers;
using System.IO.Compression;

namespace GatewayKit.Bodies;

/// <summary>Encodes Brotli (RFC 7932). The framework's stream has a window of 4 MB for each body, this one 256 KB.</summary>
internal sealed class BrotliWriter(Stream target, int quality) : WriteOnlyStream
{
    private const int Window = 18;
    private const int BufferSize = 16 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private BrotliEncoder _encoder = new(quality, Window);
    private bool _isDisposed;

    public override void Write(ReadOnlySpan<byte> buffer) => Compress(buffer, isFinal: false);

    public override void Flush()
    {
        OperationStatus status;
        do
        {
            status = _encoder.Flush(_buffer, out var written);
            target.Write(_buffer, 0, written);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            Compress([], isFinal: true);
            _encoder.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        base.Dispose(disposing);
    }

    private void Compress(ReadOnlySpan<byte> data, bool isFinal)
    {
        OperationStatus status;
        do
        {
            status = _encoder.Compress(data, _buffer, out var read, out var written, isFinal);
            data = data[read..];
            target.Write(_buffer, 0, written);
        }
        while (status == OperationStatus.DestinationTooSmall);
        if (status != OperationStatus.Done)
            throw new InvalidOperationException("Brotli couldn't encode the body.");
    }
}
