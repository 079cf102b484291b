using System.IO.Compression;

namespace GatewayKit.Plugins;

/// <summary>Takes the content coding off a body (RFC 9110, section 8.4), as far as a limit allows.</summary>
internal static class BodyCoding
{
    private static readonly string[] s_known = ["gzip", "x-gzip", "br", "deflate"];

    /// <summary>Whether there is a coding: then the body is not what its media type says.</summary>
    public static bool IsCoded(string? coding) => !string.IsNullOrWhiteSpace(coding) && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a coding can be taken off.</summary>
    public static bool IsKnown(string coding) => !IsCoded(coding) || s_known.Contains(coding, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one coding off: gzip, br or deflate.</summary>
    /// <param name="body">The coded body.</param>
    /// <param name="coding">The value of <c>Content-Encoding</c>.</param>
    /// <param name="limit">The most bytes that may come of it.</param>
    /// <param name="decoded">The body, if it could be decoded.</param>
    public static BodyDecoding Decode(ReadOnlyMemory<byte> body, string? coding, long limit, out ReadOnlyMemory<byte> decoded)
    {
        decoded = body;
        if (!IsCoded(coding) || body.IsEmpty)
            return BodyDecoding.Decoded;

        try
        {
            using var source = new MemoryStream(body.ToArray(), writable: false);
            using var decoder = Decoder(coding!.Trim(), source);
            if (decoder is null)
                return BodyDecoding.UnknownCoding;

            return TryRead(decoder, limit, out decoded) ? BodyDecoding.Decoded : BodyDecoding.TooLong;
        }
        catch (InvalidDataException)
        {
            return BodyDecoding.Broken;
        }
    }

    private static Stream? Decoder(string coding, Stream source)
    {
        if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
            return new GZipStream(source, CompressionMode.Decompress);
        if (coding.Equals("br", StringComparison.OrdinalIgnoreCase))
            return new BrotliStream(source, CompressionMode.Decompress);

        return coding.Equals("deflate", StringComparison.OrdinalIgnoreCase) ? new ZLibStream(source, CompressionMode.Decompress) : null;
    }

    private static bool TryRead(Stream source, long limit, out ReadOnlyMemory<byte> read)
    {
        using var body = new MemoryStream();
        Span<byte> buffer = stackalloc byte[4096];
        read = default;
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            if (body.Length + count > limit)
                return false;
            body.Write(buffer[..count]);
        }

        read = body.ToArray();
        return true;
    }
}
