namespace GatewayKit.Bodies;

/// <summary>The charset of a text (RFC 9110, section 8.3.2).</summary>
internal static class Charsets
{
    private const string Parameter = "charset";

    /// <summary>Returns whether a text is in UTF-8: it has this charset, its subset ASCII, or doesn't state one. Doesn't
    /// allocate.</summary>
    /// <param name="contentType">The value of <c>Content-Type</c>.</param>
    public static bool IsUtf8(string? contentType)
    {
        var rest = contentType.AsSpan();
        while (rest.IndexOf(';') is >= 0 and var start)
        {
            rest = rest[(start + 1)..];
            var parameter = (rest.IndexOf(';') is >= 0 and var end ? rest[..end] : rest).Trim(" \t");
            if (parameter.IndexOf('=') is not (> 0 and var equals)
                || !parameter[..equals].Trim(" \t").Equals(Parameter, StringComparison.OrdinalIgnoreCase))
                continue;

            if (!IsName(parameter[(equals + 1)..].Trim(" \t\"'")))
                return false;
        }

        return true;
    }

    /// <summary>Returns the charset of a text; <c>null</c> if it doesn't state one. Different ones become a list, which isn't the name of
    /// a charset: recipients differ in the one that they use.</summary>
    /// <param name="contentType">The value of <c>Content-Type</c>.</param>
    public static string? Of(string? contentType)
    {
        string? stated = null;
        var rest = contentType.AsSpan();
        while (rest.IndexOf(';') is >= 0 and var start)
        {
            rest = rest[(start + 1)..];
            if (rest.TrimStart(" \t").StartsWith(Parameter, StringComparison.OrdinalIgnoreCase)
                && rest.TrimStart(" \t")[Parameter.Length..].TrimStart(" \t") is ['=', .. var value])
            {
                var charset = (value.IndexOf(';') is >= 0 and var end ? value[..end] : value).Trim(" \t\"'");
                if (stated is not null && !charset.Equals(stated, StringComparison.OrdinalIgnoreCase))
                    return $"{stated}, {charset}";
                stated ??= charset.ToString();
            }
        }

        return stated;
    }

    private static bool IsName(ReadOnlySpan<char> charset)
        => charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
