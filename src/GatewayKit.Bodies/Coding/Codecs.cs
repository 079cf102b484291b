using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace GatewayKit.Bodies;

/// <summary>Opens the streams that decode and encode. Each stays within a few megabytes of memory.</summary>
internal static class Codecs
{
    // RFC 9659, section 3: a window of at most 8 MB.
    private const int ZstdDecoderWindow = 23;
    private const int ZstdEncoderWindow = 20;
    private const int ZstdBuffer = 16 * 1024;

    /// <summary>A member without data (RFC 1952, section 2.3): the header, an empty block, and the checksum and the size of
    /// nothing.</summary>
    public static readonly byte[] EmptyGzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A stream without data (RFC 1950, section 2.2): the header, an empty block and the checksum of nothing.</summary>
    public static readonly byte[] EmptyDeflate = [0x78, 0x9C, 3, 0, 0, 0, 0, 1];

    public static Stream UnGzip(DecoderSource source) => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);

    public static Stream Inflate(DecoderSource source) => new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true);

    public static Stream UnBrotli(DecoderSource source) => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true);

    public static Stream UnZstd(DecoderSource source)
    {
        var stream = new DecompressionStream(source, ZstdBuffer, checkEndOfStream: true, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdDecoderWindow);
        return stream;
    }

    public static Stream Gzip(Stream target, CompressionEffort effort) => new GZipStream(target, ZLib(effort), leaveOpen: true);

    public static Stream Deflate(Stream target, CompressionEffort effort) => new ZLibStream(target, ZLib(effort), leaveOpen: true);

    public static Stream Brotli(Stream target, CompressionEffort effort)
        => new BrotliWriter(target, effort switch { CompressionEffort.Fast => 1, CompressionEffort.Small => 9, _ => 4 });

    public static Stream Zstd(Stream target, CompressionEffort effort)
    {
        var level = effort switch { CompressionEffort.Fast => 1, CompressionEffort.Small => 9, _ => 3 };
        var stream = new CompressionStream(target, level, ZstdBuffer, leaveOpen: true);
        stream.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, ZstdEncoderWindow);
        return stream;
    }

    private static ZLibCompressionOptions ZLib(CompressionEffort effort)
        => new() { CompressionLevel = effort switch { CompressionEffort.Fast => 1, CompressionEffort.Small => 9, _ => 6 } };
}
