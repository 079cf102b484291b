using GatewayKit.OpenApi.Http.Coding;

namespace GatewayKit.OpenApi.Http;

/// <summary>Removes the content coding of a body (RFC 9110, section 8.4), up to a size limit.
/// The coded data must be complete and end with the body: trailing data could be interpreted differently by another reader.</summary>
public static class BodyCoding
{
    private static readonly string[] s_known = ["gzip", "x-gzip", "br", "deflate"];

    /// <summary>Returns whether the body is coded, so that it doesn't have the format of its media type.</summary>
    /// <param name="coding">The value of <c>Content-Encoding</c>; <c>null</c> if there is none.</param>
    public static bool IsCoded(string? coding)
        => !string.IsNullOrWhiteSpace(coding) && !coding.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether the coding is supported.</summary>
    /// <param name="coding">The name of a coding.</param>
    public static bool IsKnown(string coding) => !IsCoded(coding) || s_known.Contains(coding, StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes a single coding: gzip, br or deflate.</summary>
    /// <param name="body">The coded body.</param>
    /// <param name="coding">The value of <c>Content-Encoding</c>.</param>
    /// <param name="limit">The maximum size of the decoded body, in bytes.</param>
    /// <param name="decoded">The decoded body, if decoding succeeded.</param>
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
