using System.Buffers.Binary;

namespace GatewayKit.OpenApi.Http.Coding;

/// <summary>Decodes gzip (RFC 1952): one or more members with checksums, without trailing data.</summary>
internal static class Gzip
{
    private const int MaxMembers = 100;
    private const int TrailerLength = 8;

    public static BodyDecoding Decode(ReadOnlyMemory<byte> body, long limit, out ReadOnlyMemory<byte> decoded)
    {
        using var output = new MemoryStream();
        decoded = default;
        for (var members = 0; !body.IsEmpty; members++)
        {
            var start = (int)output.Length;
            if (members == MaxMembers || HeaderLength(body.Span) is not { } header)
                return BodyDecoding.Broken;
            var decoding = Inflation.Decode(body[header..], limit - start, output, out var length);
            if (decoding != BodyDecoding.Decoded)
                return decoding;
            var trailer = body[(header + length)..];
            if (trailer.Length < TrailerLength || !Agrees(trailer.Span, output.GetBuffer().AsSpan(start, (int)output.Length - start)))
                return BodyDecoding.Broken;
            body = trailer[TrailerLength..];
        }

        decoded = output.ToArray();
        return BodyDecoding.Decoded;
    }

    private static bool Agrees(ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> content)
        => BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.Of(content)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)content.Length;

    /// <summary>Returns the length of a member's header (RFC 1952, section 2.3); <c>null</c> if it isn't valid.</summary>
    private static int? HeaderLength(ReadOnlySpan<byte> member)
    {
        if (member.Length < 10 || member is not [0x1F, 0x8B, 8, ..] || (member[3] & 0xE0) != 0)
            return null;
        var (flags, length) = (member[3], 10);
        if ((flags & 4) != 0)
        {
            if (member.Length < length + 2)
                return null;
            length += 2 + BinaryPrimitives.ReadUInt16LittleEndian(member[length..]);
        }

        // The file name and the comment: zero-terminated strings.
        foreach (var text in (ReadOnlySpan<int>)[8, 16])
        {
            if ((flags & text) == 0)
                continue;
            var end = length <= member.Length ? member[length..].IndexOf((byte)0) : -1;
            if (end < 0)
                return null;
            length += end + 1;
        }

        length += (flags & 2) != 0 ? 2 : 0;
        return length <= member.Length ? length : null;
    }
}
