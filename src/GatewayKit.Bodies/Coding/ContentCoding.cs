using Microsoft.Extensions.Primitives;

namespace GatewayKit.Bodies;

/// <summary>A content coding (RFC 9110, section 8.4.1): its name, and how to decode and encode it.</summary>
internal sealed class ContentCoding
{
    /// <summary>The names of the codings, as in <c>Accept-Encoding</c>.</summary>
    public const string Supported = "gzip, deflate, br, zstd";

    private readonly Func<DecoderSource, Stream> _decode;
    private readonly Func<Stream, CompressionEffort, Stream> _encode;

    private ContentCoding(
        string name, int? readsAfterEnd, Func<DecoderSource, Stream> decode, Func<Stream, CompressionEffort, Stream> encode)
        => (Name, ReadsAfterEnd, _decode, _encode) = (name, readsAfterEnd, decode, encode);

    public static ContentCoding Identity { get; } = new("identity", null, source => source, (target, _) => target);

    public static ContentCoding Gzip { get; } = new("gzip", 1, Codecs.UnGzip, Codecs.Gzip) { EmptyBody = Codecs.EmptyGzip };

    public static ContentCoding Deflate { get; } = new("deflate", 0, Codecs.Inflate, Codecs.Deflate) { EmptyBody = Codecs.EmptyDeflate };

    public static ContentCoding Brotli { get; } = new("br", 0, Codecs.UnBrotli, Codecs.Brotli);

    public static ContentCoding Zstd { get; } = new("zstd", null, Codecs.UnZstd, Codecs.Zstd);

    /// <summary>Gets the name in <c>Content-Encoding</c>.</summary>
    public string Name { get; }

    public bool IsIdentity => this == Identity;

    /// <summary>
    /// Gets how often the decoder reads after the last byte of a complete body: once to look for another member, which gzip can have
    /// (RFC 1952, section 2.2), or never. <c>null</c> if the decoder itself reports an incomplete body and data after its end.
    /// </summary>
    public int? ReadsAfterEnd { get; }

    /// <summary>Gets the encoded form of an empty body; empty if the encoder writes it itself. Those of .NET write nothing, which some
    /// clients can't decode.</summary>
    public ReadOnlyMemory<byte> EmptyBody { get; private init; }

    /// <summary>Returns the coding of a body; <c>null</c> if it isn't supported, or if there are several: each could multiply the
    /// size.</summary>
    /// <param name="contentEncoding">The values of <c>Content-Encoding</c>.</param>
    public static ContentCoding? Of(StringValues contentEncoding)
    {
        if (contentEncoding.Count == 0)
            return Identity;

        return contentEncoding.Count > 1 ? null : Named(contentEncoding[0].AsSpan().Trim(" \t"));
    }

    /// <summary>Returns the coding with a name, in any case; <c>null</c> if it isn't supported.</summary>
    public static ContentCoding? Named(ReadOnlySpan<char> name)
        => Is(name, "gzip") || Is(name, "x-gzip") ? Gzip
            : Is(name, "br") ? Brotli
            : Is(name, "zstd") ? Zstd
            : Is(name, "deflate") ? Deflate
            : name.IsEmpty || Is(name, "identity") ? Identity
            : null;

    /// <summary>Opens a stream that decodes a body.</summary>
    public Stream OpenDecoder(DecoderSource source) => _decode(source);

    /// <summary>Opens a stream that encodes the data that is written to it.</summary>
    /// <param name="target">Receives the encoded data; it stays open.</param>
    /// <param name="effort">The relation of time to size.</param>
    public Stream OpenEncoder(Stream target, CompressionEffort effort) => _encode(target, effort);

    private static bool Is(ReadOnlySpan<char> name, string coding) => name.Equals(coding, StringComparison.OrdinalIgnoreCase);
}
