using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>A content coding (RFC 9110, section 8.4.1) whose decoded size can be measured.</summary>
/// <param name="Decoder">Decodes a body; null if there is nothing to decode.</param>
internal sealed record BodyCoding(BodyDecoder? Decoder)
{
    /// <summary>The names of the codings, as in <c>Accept-Encoding</c>.</summary>
    public const string Supported = "gzip, deflate, br";

    private static readonly BodyCoding s_identity = new(Decoder: null);
    private static readonly BodyCoding s_gzip = new(
        new BodyDecoder(body => new GZipStream(body, CompressionMode.Decompress), ReadsAfterEnd: 1));
    private static readonly BodyCoding s_deflate = new(new BodyDecoder(body => new ZLibStream(body, CompressionMode.Decompress)));
    private static readonly BodyCoding s_brotli = new(new BodyDecoder(body => new BrotliStream(body, CompressionMode.Decompress)));

    /// <summary>Returns the coding of a body; null if it isn't supported, or if there are several: each could multiply the size.</summary>
    /// <param name="contentEncoding">The values of <c>Content-Encoding</c>.</param>
    public static BodyCoding? Of(StringValues contentEncoding)
    {
        if (contentEncoding.Count == 0)
            return s_identity;
        if (contentEncoding.Count > 1)
            return null;

        var name = contentEncoding[0].AsSpan().Trim(" \t");
        return Is(name, "gzip") || Is(name, "x-gzip") ? s_gzip
            : Is(name, "br") ? s_brotli
            : Is(name, "deflate") ? s_deflate
            : name.IsEmpty || Is(name, "identity") ? s_identity
            : null;
    }

    private static bool Is(ReadOnlySpan<char> name, string coding) => name.Equals(coding, StringComparison.OrdinalIgnoreCase);
}
