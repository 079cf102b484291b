using System.Buffers;
using System.Globalization;
using System.Text;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>
/// Compares encoded paths by their normal form: unreserved characters aren't encoded, others that a path can't contain are, and escapes
/// are uppercase (RFC 3986, section 6.2.2). Reserved characters, such as <c>%2F</c>, aren't decoded.
/// </summary>
internal static class NormalizedPath
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> s_unreserved = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> s_plain = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/");
    private static readonly SearchValues<char> s_written = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/%");

    /// <summary>Returns the normal form; the same string if the path has it.</summary>
    public static string Of(string path)
    {
        if (!path.AsSpan().ContainsAnyExcept(s_plain))
            return path;

        var normal = new StringBuilder(path.Length);
        Span<char> unit = stackalloc char[3];
        for (var i = 0; i < path.Length;)
        {
            normal.Append(unit[..Read(path.AsSpan(i), unit, out var length)]);
            i += length;
        }

        return normal.ToString();
    }

    /// <summary>Returns a path whose escapes stay, and in which characters that a path can't contain are encoded. They could end the place
    /// that a header has for it.</summary>
    public static string Escaped(string path)
        => path.AsSpan().ContainsAnyExcept(s_written)
            ? string.Concat(path.Select(c => s_written.Contains(c) ? $"{c}" : Uri.EscapeDataString($"{c}")))
            : path;

    /// <summary>Returns the length of the beginning of a path whose normal form is a prefix, in any case; -1 if it has another
    /// beginning.</summary>
    /// <param name="path">The path.</param>
    /// <param name="prefix">The prefix in its normal form.</param>
    public static int LengthOf(ReadOnlySpan<char> path, ReadOnlySpan<char> prefix)
    {
        Span<char> unit = stackalloc char[3];
        var end = 0;
        while (!prefix.IsEmpty)
        {
            if (end == path.Length)
                return -1;

            var read = unit[..Read(path[end..], unit, out var length)];
            if (!prefix.StartsWith(read, StringComparison.OrdinalIgnoreCase))
                return -1;

            prefix = prefix[read.Length..];
            end += length;
        }

        return end;
    }

    // Reads one character or escape, and writes its normal form.
    private static int Read(ReadOnlySpan<char> path, Span<char> unit, out int length)
    {
        var isEscape = path.Length > 2 && path[0] == '%' && char.IsAsciiHexDigit(path[1]) && char.IsAsciiHexDigit(path[2]);
        length = isEscape ? 3 : 1;
        unit[0] = isEscape ? (char)byte.Parse(path[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : path[0];
        if (isEscape ? s_unreserved.Contains(unit[0]) : s_plain.Contains(unit[0]) || unit[0] > '\x7F')
            return 1;

        ((byte)unit[0]).TryFormat(unit[1..], out _, "X2", CultureInfo.InvariantCulture);
        unit[0] = '%';
        return 3;
    }
}
