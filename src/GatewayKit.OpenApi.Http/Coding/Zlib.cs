using System.Buffers.Binary;

namespace GatewayKit.OpenApi.Http.Coding;

/// <summary>Decodes the coding <c>deflate</c>, the zlib format (RFC 9110, section 8.4.1.2; RFC 1950), without trailing data.</summary>
internal static class Zlib
{
    private const int HeaderLength = 2;
    private const int TrailerLength = 4;

    public static BodyDecoding Decode(ReadOnlyMemory<byte> body, long limit, out ReadOnlyMemory<byte> decoded)
    {
        decoded = default;
        if (body.Length < HeaderLength || !IsHeader(body.Span))
            return BodyDecoding.Broken;
        using var output = new MemoryStream();
        var decoding = Inflation.Decode(body[HeaderLength..], limit, output, out var length);
        if (decoding != BodyDecoding.Decoded)
            return decoding;

        var trailer = body.Span[(HeaderLength + length)..];
        if (trailer.Length != TrailerLength
            || BinaryPrimitives.ReadUInt32BigEndian(trailer) != Adler(output.GetBuffer().AsSpan(0, (int)output.Length)))
            return BodyDecoding.Broken;
        decoded = output.ToArray();
        return BodyDecoding.Decoded;
    }

    /// <summary>Returns whether the data has a zlib header without a preset dictionary (RFC 1950, section 2.2).</summary>
    private static bool IsHeader(ReadOnlySpan<byte> body)
        => (body[0] & 0x0F) == 8 && (body[1] & 0x20) == 0 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static uint Adler(ReadOnlySpan<byte> content)
    {
        const uint modulus = 65_521;
        var (low, high) = (1u, 0u);
        foreach (var value in content)
        {
            low = (low + value) % modulus;
            high = (high + low) % modulus;
        }

        return (high << 16) | low;
    }
}
