using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Portal.Assets;

/// <summary>A file that pages use. Its name contains a hash of its content, so that browsers can keep it forever.</summary>
internal sealed class PortalAsset
{
    private const int HashLength = 12;

    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public PortalAsset(string name, string contentType, byte[] content)
    {
        (ContentType, Content) = (contentType, content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
        Name = $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        _brotli = new Lazy<byte[]>(() => Compress(stream => new BrotliStream(stream, CompressionLevel.SmallestSize)));
        _gzip = new Lazy<byte[]>(() => Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
    }

    public string Name { get; }

    public string ContentType { get; }

    public byte[] Content { get; }

    /// <summary>Returns the content in the best coding that a client accepts.</summary>
    /// <param name="acceptEncoding">The header <c>Accept-Encoding</c>.</param>
    public (byte[] Content, string? Coding) Encode(string acceptEncoding)
        => Accepts(acceptEncoding, "br") ? (_brotli.Value, "br")
            : Accepts(acceptEncoding, "gzip") ? (_gzip.Value, "gzip")
            : (Content, null);

    private static bool Accepts(string header, string coding)
        => StringWithQualityHeaderValue.TryParseList([header], out var codings) && codings.Any(
            accepted => accepted.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && accepted.Quality != 0);

    private byte[] Compress(Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var compression = open(output))
            compression.Write(Content);
        return output.ToArray();
    }
}
