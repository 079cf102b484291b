using System.Text;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The header <c>Link</c> (RFC 8288, section 3).</summary>
internal static class LinkValues
{
    /// <summary>Rewrites the targets in angle brackets, and the contexts in the parameter <c>anchor</c>. Other parameters can contain any
    /// text.</summary>
    public static string Rewrite(string link, LinkMap map)
    {
        var text = new StringBuilder();
        var rest = link.AsSpan();
        while (rest.IndexOfAny('<', '"') is >= 0 and var start)
        {
            var before = rest[..start];
            var inside = rest[(start + 1)..];
            var isTarget = rest[start] == '<';
            var length = isTarget ? inside.IndexOf('>') : EndOfQuoted(inside);
            if (length < 0)
                break;

            var value = inside[..length];
            text.Append(rest[..(start + 1)]);
            if (isTarget)
                text.Append(map.Map(value.Trim().ToString()));
            else if (IsAnchor(before))
                text.Append(map.Map(value.ToString()));
            else
                text.Append(value);
            text.Append(inside[length]);
            rest = inside[(length + 1)..];
        }

        return text.Append(rest).ToString();
    }

    private static bool IsAnchor(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        if (before is not [.., '='])
            return false;

        before = before[..^1].TrimEnd();
        return before.EndsWith("anchor", StringComparison.OrdinalIgnoreCase) && before[..^6].TrimEnd() is [] or [.., ';'];
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i;
            if (text[i] == '\\')
                i++;
        }

        return -1;
    }
}
