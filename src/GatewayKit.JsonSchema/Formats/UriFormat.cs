using System.Buffers;
using System.Text;

namespace GatewayKit.JsonSchema.Formats;

/// <summary>RFC 3986, appendix A, and RFC 3987, section 2.2.</summary>
internal static class UriFormat
{
    private const string PathMarks = "-._~!$&'()*+,;=:@%/";
    private static readonly SearchValues<char> s_path = SearchValues.Create(Letters + PathMarks);
    private static readonly SearchValues<char> s_query = SearchValues.Create(Letters + PathMarks + "?");
    private static readonly SearchValues<char> s_userInfo = SearchValues.Create(Letters + "-._~!$&'()*+,;=:%");
    private static readonly SearchValues<char> s_host = SearchValues.Create(Letters + "-._~!$&'()*+,;=%");
    private static readonly SearchValues<char> s_future = SearchValues.Create(Letters + "-._~!$&'()*+,;=:");
    private static readonly SearchValues<char> s_scheme = SearchValues.Create(Letters + "+-.");

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static bool IsUri(ReadOnlySpan<char> text) => IsValid(text, mayBeRelative: false, international: false);

    public static bool IsUriReference(ReadOnlySpan<char> text) => IsValid(text, mayBeRelative: true, international: false);

    public static bool IsIri(ReadOnlySpan<char> text) => IsValid(text, mayBeRelative: false, international: true);

    public static bool IsIriReference(ReadOnlySpan<char> text) => IsValid(text, mayBeRelative: true, international: true);

    private static bool IsValid(ReadOnlySpan<char> text, bool mayBeRelative, bool international)
    {
        if (!Cut(ref text, '#', s_query, international, mayBePrivate: false)
            || !Cut(ref text, '?', s_query, international, mayBePrivate: true))
            return false;

        var colon = text.IndexOf(':');
        var segment = text.IndexOf('/');
        var hasScheme = colon > 0 && (segment < 0 || colon < segment);
        if (hasScheme && !(char.IsAsciiLetter(text[0]) && !text[..colon].ContainsAnyExcept(s_scheme)))
            return false;
        if (!hasScheme && (!mayBeRelative || colon == 0))
            return false;
        if (hasScheme)
            text = text[(colon + 1)..];
        if (!text.StartsWith("//"))
            return Has(text, s_path, international);

        text = text[2..];
        var end = text.IndexOf('/');
        end = end < 0 ? text.Length : end;
        return IsAuthority(text[..end], international) && Has(text[end..], s_path, international);
    }

    /// <summary>Removes and checks the part after a delimiter, if present.</summary>
    private static bool Cut(ref ReadOnlySpan<char> text, char mark, SearchValues<char> allowed, bool international, bool mayBePrivate)
    {
        var position = text.IndexOf(mark);
        if (position < 0)
            return true;
        var part = text[(position + 1)..];
        text = text[..position];
        return Has(part, allowed, international, mayBePrivate);
    }

    private static bool IsAuthority(ReadOnlySpan<char> text, bool international)
    {
        var at = text.IndexOf('@');
        if (at >= 0 && !Has(text[..at], s_userInfo, international))
            return false;
        text = text[(at + 1)..];
        var hostEnd = text.StartsWith("[") ? text.IndexOf(']') + 1 : text.IndexOf(':') is var colon and >= 0 ? colon : text.Length;
        if (text.StartsWith("[") ? hostEnd == 0 || !IsLiteral(text[1..(hostEnd - 1)]) : !Has(text[..hostEnd], s_host, international))
            return false;
        text = text[hostEnd..];
        return text.IsEmpty || (text[0] == ':' && !text[1..].ContainsAnyExceptInRange('0', '9'));
    }

    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('v' or 'V'))
            return AddressFormat.IsIpv6(text);
        var point = text.IndexOf('.');
        if (point < 2 || point + 1 == text.Length || text[(point + 1)..].ContainsAnyExcept(s_future))
            return false;
        foreach (var digit in text[1..point])
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }
        return true;
    }

    private static bool Has(ReadOnlySpan<char> text, SearchValues<char> allowed, bool international, bool mayBePrivate = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])))
                return false;
            if (allowed.Contains(text[i]))
                continue;
            if (!international
                || Rune.DecodeFromUtf16(text[i..], out var rune, out var size) != OperationStatus.Done
                || !IsInternational(rune.Value, mayBePrivate))
                return false;
            i += size - 1;
        }
        return true;
    }

    /// <summary>ucschar and iprivate of RFC 3987.</summary>
    private static bool IsInternational(int value, bool mayBePrivate) => value switch
    {
        >= 0xA0 and <= 0xD7FF or >= 0xF900 and <= 0xFDCF or >= 0xFDF0 and <= 0xFFEF => true,
        >= 0xE1000 and <= 0xEFFFD or >= 0x10000 and < 0xE0000 => (value & 0xFFFF) <= 0xFFFD,
        >= 0xE000 and <= 0xF8FF or >= 0xF0000 => mayBePrivate && (value & 0xFFFF) <= 0xFFFD,
        _ => false,
    };
}
