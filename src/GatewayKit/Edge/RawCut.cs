using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Removes from a raw path the part that a plugin has removed from the decoded one, such as the segment with the version. The rest keeps
/// the client's spelling.
/// </summary>
internal static class RawCut
{
    /// <param name="raw">The path as the client sent it.</param>
    /// <param name="path">The decoded path without the part.</param>
    /// <param name="cut">The raw path without the part.</param>
    /// <returns>False if the path isn't the decoded one without a part.</returns>
    public static bool TryCut(ReadOnlySpan<char> raw, string path, [NotNullWhen(true)] out string? cut)
        => TryCut(raw, path, merges: false, out cut)
            || (raw.Contains("//", StringComparison.Ordinal) && TryCut(raw, path, merges: true, out cut));

    private static bool TryCut(ReadOnlySpan<char> raw, string path, bool merges, [NotNullWhen(true)] out string? cut)
    {
        cut = null;
        var decoded = Decode(raw, merges);
        var end = CommonEnd(decoded, path);
        var start = path.Length - end;
        if (decoded.Length <= path.Length || !decoded.AsSpan().StartsWith(path.AsSpan(0, start))
            || RawLength(raw, start, merges) is not { } from || RawLength(raw, decoded.Length - end, merges) is not { } to)
            return false;

        cut = string.Concat(raw[..from], raw[to..]);
        return true;
    }

    private static string Decode(ReadOnlySpan<char> raw, bool merges)
    {
        var decoded = new StringBuilder(raw.Length);
        for (var reader = new RawPathReader(raw, merges); reader.MoveNext();)
            decoded.Append(reader.Decoded);
        return decoded.ToString();
    }

    private static int CommonEnd(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[^(length + 1)] == right[^(length + 1)])
            length++;
        return length;
    }

    /// <summary>Returns the length of the raw path that is decoded to a length; null if that is within a character.</summary>
    private static int? RawLength(ReadOnlySpan<char> raw, int length, bool merges)
    {
        var reader = new RawPathReader(raw, merges);
        var read = 0;
        while (read < length && reader.MoveNext())
            read += reader.Decoded.Length;
        return read == length ? raw.Length - reader.Rest.Length : null;
    }
}
