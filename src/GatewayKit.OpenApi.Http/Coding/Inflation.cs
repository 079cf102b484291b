using System.IO.Compression;

namespace GatewayKit.OpenApi.Http.Coding;

/// <summary>Decodes DEFLATE data (RFC 1951) and finds its end: the framework's decoder reads ahead and ignores trailing data.</summary>
internal static class Inflation
{
    private const int ChunkSize = 4096;

    /// <summary>Decodes the data at the beginning of a buffer.</summary>
    /// <param name="data">The coded data and any trailing data.</param>
    /// <param name="limit">The maximum size of the decoded data, in bytes.</param>
    /// <param name="decoded">Receives the decoded data.</param>
    /// <param name="length">The length of the coded data.</param>
    public static BodyDecoding Decode(ReadOnlyMemory<byte> data, long limit, Stream decoded, out int length)
    {
        length = 0;
        try
        {
            var source = new ChunkedSource(data, int.MaxValue);
            var decoding = Copy(source, limit, decoded);
            if (decoding != BodyDecoding.Decoded)
                return decoding;

            // The end is in the last chunk: decode that chunk again, byte by byte.
            var exact = new ChunkedSource(data, source.LastStart);
            Copy(exact, limit, Stream.Null);
            length = (int)exact.Position;
            return BodyDecoding.Decoded;
        }
        catch (InvalidDataException)
        {
            return BodyDecoding.Broken;
        }
    }

    private static BodyDecoding Copy(ChunkedSource source, long limit, Stream target)
    {
        using var decoder = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> buffer = stackalloc byte[ChunkSize];
        long length = 0;
        for (int count; (count = decoder.Read(buffer)) > 0;)
        {
            length += count;
            if (length > limit)
                return BodyDecoding.TooLong;
            target.Write(buffer[..count]);
        }

        // The decoder needs more data than there is.
        return source.IsExhausted ? BodyDecoding.Broken : BodyDecoding.Decoded;
    }

    /// <summary>Provides a buffer in chunks and, from a position on, byte by byte.</summary>
    private sealed class ChunkedSource(ReadOnlyMemory<byte> data, int exactFrom) : Stream
    {
        private int _position;

        /// <summary>Gets the start of the last chunk that was read.</summary>
        public int LastStart { get; private set; }

        /// <summary>Gets a value that indicates whether a read went past the end of the buffer.</summary>
        public bool IsExhausted { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(
                _position < exactFrom ? Math.Min(ChunkSize, exactFrom - _position) : 1, Math.Min(buffer.Length, data.Length - _position));
            IsExhausted |= count == 0 && buffer.Length > 0;
            LastStart = _position;
            data.Span.Slice(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
