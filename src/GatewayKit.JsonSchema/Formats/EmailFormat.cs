using System.Buffers;

namespace GatewayKit.JsonSchema.Formats;

/// <summary>The Mailbox of RFC 5321, section 4.1.2.</summary>
internal static class EmailFormat
{
    private static readonly SearchValues<char> s_atomText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && (IsDotString(text[..at]) || IsQuoted(text[..at])) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsDotString(ReadOnlySpan<char> text)
    {
        foreach (var atom in text.Split('.'))
        {
            if (text[atom].IsEmpty || text[atom].ContainsAnyExcept(s_atomText))
                return false;
        }
        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return false;
        text = text[1..^1];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return false;
            if (i == text.Length || text[i] is < ' ' or > '~')
                return false;
        }
        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']')
            return HostFormat.IsHostname(text);
        text = text[1..^1];
        return text.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? AddressFormat.IsIpv6(text[5..]) : AddressFormat.IsIpv4(text);
    }
}
