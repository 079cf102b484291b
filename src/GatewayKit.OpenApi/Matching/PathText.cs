using System.Globalization;
using System.Text;

namespace GatewayKit.OpenApi.Matching;

/// <summary>Percent-encoding in a path (RFC 3986, section 2.1). Sequences that aren't UTF-8 stay as they are written.</summary>
internal static class PathText
{
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<char> segment) => segment.Contains('%') ? Decode(segment, out _) : segment;

    /// <summary>Decodes a segment, and returns the positions in it where each character of the result starts and the last one
    /// ends.</summary>
    public static string Decode(ReadOnlySpan<char> segment, out List<int> starts)
    {
        var text = new StringBuilder(segment.Length);
        starts = new List<int>(segment.Length + 1);
        Span<byte> octets = stackalloc byte[4];
        Span<char> characters = stackalloc char[2];
        for (var position = 0; position < segment.Length;)
        {
            var count = 0;
            while (count < octets.Length && TryOctet(segment, position + (3 * count), out octets[count]))
                count++;
            if (count > 0 && Rune.DecodeFromUtf8(octets[..count], out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                foreach (var character in characters[..rune.EncodeToUtf16(characters)])
                {
                    text.Append(character);
                    starts.Add(position);
                }
                position += 3 * used;
                continue;
            }
            text.Append(segment[position]);
            starts.Add(position++);
        }
        starts.Add(segment.Length);
        return text.ToString();
    }

    private static bool TryOctet(ReadOnlySpan<char> segment, int position, out byte octet)
    {
        octet = 0;
        return position + 3 <= segment.Length && segment[position] == '%'
            && byte.TryParse(segment.Slice(position + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }
}
