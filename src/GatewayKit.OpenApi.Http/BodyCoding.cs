using GatewayKit.Bodies;

namespace GatewayKit.OpenApi.Http;

/// <summary>Removes the content coding of a body (RFC 9110, section 8.4), up to a size limit.
/// The coded data must be complete and end with the body: trailing data could be interpreted differently by another reader.</summary>
public static class BodyCoding
{
    /// <summary>Gets the names of the supported codings, as in <c>Accept-Encoding</c>.</summary>
    public static string Supported => ContentCoding.Supported;

    /// <summary>Returns an <c>Accept-Encoding</c> without the codings that aren't supported; <c>identity</c> if none is left.</summary>
    /// <param name="acceptEncoding">The value of the client's <c>Accept-Encoding</c>; empty if it is absent.</param>
    public static string Accept(string acceptEncoding) => DecodableCodings.Reduce(acceptEncoding);

    /// <summary>Removes a single coding.</summary>
    /// <param name="body">The coded body.</param>
    /// <param name="coding">The value of <c>Content-Encoding</c>; <c>null</c> if it is absent.</param>
    /// <param name="limit">The maximum size of the decoded body, in bytes.</param>
    /// <param name="decoded">The decoded body, if decoding succeeded.</param>
    public static BodyDecoding Decode(ReadOnlyMemory<byte> body, string? coding, long limit, out ReadOnlyMemory<byte> decoded)
    {
        decoded = body;
        if (body.IsEmpty)
            return BodyDecoding.Decoded;
        if (ContentCoding.Named(coding.AsSpan().Trim()) is not { } known)
            return BodyDecoding.UnknownCoding;

        try
        {
            // The body is in memory: nothing waits.
            var decoding = WholeBody.DecodeAsync(body, known, limit, DecodingFaults.Instance, limitsRatio: false);
            decoded = decoding.AsTask().GetAwaiter().GetResult();
            return BodyDecoding.Decoded;
        }
        catch (DecodingException error)
        {
            return error.Decoding;
        }
    }
}
