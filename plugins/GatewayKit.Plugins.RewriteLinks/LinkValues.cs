using System.Text;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The header <c>Link</c> (RFC 8288, section 3).</summary>
/// <param name="map">The addresses of the exchange.</param>
/// <param name="plain">Replaces addresses in texts.</param>
internal sealed class LinkValues(LinkMap map, LinkText plain)
{
    /// <summary>
    /// Rewrites the targets in angle brackets, and the contexts in the parameter <c>anchor</c>. In the rest, such as a title, addresses of
    /// the upstream are replaced as in a body. A bracket or a quotation mark that isn't closed is a part of the rest: recipients differ in
    /// how they read it, and in whether they read the links after it.
    /// </summary>
    public string Rewrite(string link)
    {
        var text = new StringBuilder();
        var rest = link.AsSpan();
        var delimiters = "<\"";
        while (rest.IndexOfAny(delimiters) is >= 0 and var start)
        {
            var before = rest[..start];
            var inside = rest[(start + 1)..];
            var isTarget = rest[start] == '<';
            var length = isTarget ? EndOfTarget(inside) : EndOfQuoted(inside);
            text.Append(plain.Replace(before)).Append(rest[start]);
            rest = inside;
            if (length < 0)
            {
                // All quotation marks that follow are escaped, so none of them closes another one.
                if (!isTarget)
                    delimiters = "<";
                continue;
            }

            text.Append(Reference(inside[..length], isTarget || IsAnchor(before))).Append(inside[length]);
            rest = inside[(length + 1)..];
        }

        return text.Append(plain.Replace(rest)).ToString();
    }

    // A value that isn't a reference of the upstream can contain one.
    private string Reference(ReadOnlySpan<char> value, bool isReference)
    {
        var reference = value.Trim().ToString();
        return isReference && map.Map(reference) is var mapped && mapped != reference ? mapped : plain.Replace(value);
    }

    private static bool IsAnchor(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        if (before is not [.., '='])
            return false;

        before = before[..^1].TrimEnd();
        return before.EndsWith("anchor", StringComparison.OrdinalIgnoreCase) && before[..^6].TrimEnd() is [] or [.., ';'];
    }

    // A reference doesn't contain the bracket that opens another one.
    private static int EndOfTarget(ReadOnlySpan<char> text)
        => text.IndexOfAny("<>") is >= 0 and var end && text[end] == '>' ? end : -1;

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
