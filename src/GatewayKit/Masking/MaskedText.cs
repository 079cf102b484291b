using System.Text.RegularExpressions;

namespace GatewayKit.Masking;

/// <summary>
/// Masks secrets in texts: the user information and the query of a URL, long random segments of its path, such as those of a webhook, and
/// passwords in connection strings. A masked text that is masked again stays the same.
/// </summary>
internal static partial class MaskedText
{
    private const int MinimumToken = 20;

    public static string Of(string text)
    {
        if (text.Contains("//", StringComparison.Ordinal))
            text = Url().Replace(text, match => OfUrl(match.Value));
        return text.Contains('=', StringComparison.Ordinal) ? Setting().Replace(text, $"$1={ConfigSecrets.Mask}") : text;
    }

    /// <summary>Returns whether a part of a text is masked.</summary>
    public static bool HasMask(string text)
        => text.Contains(ConfigSecrets.Mask, StringComparison.Ordinal) && MaskedPart().IsMatch(text) && Of(text) == text;

    private static string OfUrl(string url)
    {
        var start = url.StartsWith(':') ? 3 : 2;
        var rest = url[start..];
        var end = EndOf(rest, "/?#");
        var host = HostOf(rest, end);
        if (host > 0)
        {
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var user = colon >= 0 && colon < host ? rest[..(colon + 1)] : "";
            (start, rest) = (0, url[..start] + user + ConfigSecrets.Mask + "@" + rest[host..]);
            end = start + EndOf(rest, "/?#", rest.IndexOf('@', StringComparison.Ordinal));
        }
        else
        {
            (rest, end) = (url, start + end);
        }

        return url.StartsWith(':') ? rest[..end] + OfPath(rest[end..]) : rest;
    }

    /// <summary>Returns the position after the user information, which can contain a slash if the URL isn't valid; 0 if there is none.
    /// </summary>
    private static int HostOf(string rest, int end)
    {
        if (rest.AsSpan(0, end).LastIndexOf('@') is >= 0 and var at)
            return at + 1;

        var colon = rest.AsSpan(0, end).IndexOf(':');
        return colon < 0 || rest[end - 1] == ']' || IsPort(rest.AsSpan((colon + 1)..end)) ? 0 : rest.LastIndexOf('@') + 1;
    }

    private static bool IsPort(ReadOnlySpan<char> text)
        => text.Length <= 5 && !text.ContainsAnyExceptInRange('0', '9');

    private static string OfPath(string path)
    {
        var query = EndOf(path, "?");
        var fragment = EndOf(path, "#");
        var segments = path[..Math.Min(query, fragment)].Split('/').Select(segment => IsToken(segment) ? ConfigSecrets.Mask : segment);
        var masked = string.Join('/', segments);
        if (query < fragment)
            masked += query + 1 < fragment ? $"?{ConfigSecrets.Mask}" : "?";
        return fragment < path.Length ? $"{masked}#{(fragment + 1 < path.Length ? ConfigSecrets.Mask : "")}" : masked;
    }

    private static bool IsToken(string segment)
        => segment.Length >= MinimumToken && segment.Any(char.IsAsciiDigit) && segment.Any(char.IsAsciiLetter)
            && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '%' or '~' or '=');

    private static int EndOf(string text, string characters, int start = 0)
        => text.AsSpan(start).IndexOfAny(characters.AsSpan()) is >= 0 and var index ? start + index : text.Length;

    [GeneratedRegex(@":?//\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"\b(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;,&\s]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    [GeneratedRegex(@"//\S*\*\*\*|(password|pwd|accountkey|sharedaccesskey)=\*\*\*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MaskedPart();
}
