using System.IO.Compression;
using ZstdSharp;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>Encodes and decodes whole bodies, with the streams that a client or an upstream would use.</summary>
internal static class CodedBytes
{
    public static byte[] Encode(string coding, ReadOnlySpan<byte> content)
    {
        using var encoded = new MemoryStream();
        using (var encoder = Encoder(coding, encoded))
            encoder.Write(content);
        return encoded.ToArray();
    }

    public static byte[] Decode(string coding, byte[] encoded)
    {
        using var decoded = new MemoryStream();
        using (var decoder = Decoder(coding, new MemoryStream(encoded)))
            decoder.CopyTo(decoded);
        return decoded.ToArray();
    }

    public static Stream Decoder(string? coding, Stream encoded) => coding switch
    {
        "gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        "zstd" => new DecompressionStream(encoded),
        _ => encoded,
    };

    public static Stream Encoder(string coding, Stream encoded) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
        "br" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
        "zstd" => new CompressionStream(encoded, leaveOpen: true),
        _ => new BufferedStream(encoded),
    };
}
