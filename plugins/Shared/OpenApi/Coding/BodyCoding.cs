namespace GatewayKit.Plugins;

/// <summary>Takes the content coding off a body (RFC 9110, section 8.4), as far as a limit allows. The coding must be whole, and nothing may stand
/// behind it: another reader could take that for something else.</summary>
internal static class BodyCoding
{
    private static readonly string[] s_known = ["gzip", "x-gzip", "br", "deflate"];

    /// <summary>Whether there is a coding: then the body is not what its media type says.</summary>
    public static bool IsCoded(string? coding) => !string.IsNullOrWhiteSpace(coding) && !coding.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase);

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

        return coding!.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => Gzip.Decode(body, limit, out decoded),
            "BR" => Brotli.Decode(body.Span, limit, out decoded),
            "DEFLATE" => Zlib.Decode(body, limit, out decoded),
            _ => BodyDecoding.UnknownCoding,
        };
    }
}
