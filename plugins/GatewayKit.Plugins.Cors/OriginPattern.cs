using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.Cors;

/// <summary>One entry of <c>origins</c>: the origins that it matches.</summary>
internal sealed class OriginPattern
{
    private const int MaxPattern = 1000;
    private const string WildcardHost = "://*.";
    private const string Rule = "it must be an origin such as https://app.example.com, without a path, or https://*.example.com, a regular "
        + "expression between slashes, null or *";

    /// <summary>An origin that no list contains: a pattern that matches it matches every site.</summary>
    private const string Stranger = "https://a-site-that-is-not-listed.invalid";

    private readonly string? _exact;
    private readonly string _scheme = "";
    private readonly string _domain = "";
    private readonly Regex? _regex;

    private OriginPattern(string exact) => _exact = exact;

    private OriginPattern(string scheme, string domain) => (_scheme, _domain) = (scheme, domain);

    private OriginPattern(Regex regex) => _regex = regex;

    /// <summary>Whether it matches every origin.</summary>
    public bool MatchesAny => _exact == CorsOptions.Any || _regex?.IsMatch(Stranger) == true;

    /// <summary>The only origin that it matches; <c>null</c> if it may match several.</summary>
    public string? Exact => _exact;

    /// <summary>Reads an entry.</summary>
    /// <param name="text">The entry.</param>
    /// <param name="problem">The reason why the entry isn't valid, and the allowed entries.</param>
    public static OriginPattern? Parse(string text, out string problem)
    {
        problem = Rule;
        if (text is CorsOptions.Any or OriginSet.Null)
            return new OriginPattern(text);
        if (text is ['/', _, .., '/'])
            return ParseRegex(text[1..^1], out problem);

        var wildcard = text.IndexOf(WildcardHost, StringComparison.Ordinal);
        var host = wildcard < 0 ? text : text.Remove(wildcard + 3, 2);
        if (Serialize(host) is not { } origin)
            return null;

        var start = origin.IndexOf("://", StringComparison.Ordinal) + 3;
        return wildcard < 0 ? new OriginPattern(origin) : new OriginPattern(origin[..start], $".{origin[start..]}");
    }

    /// <summary>Whether an origin, as a browser writes it, matches.</summary>
    public bool Matches(string origin)
        => _regex is not null
            ? _regex.IsMatch(origin)
            : _exact is not null ? _exact == origin || _exact == CorsOptions.Any : IsSubdomain(origin);

    private static OriginPattern? ParseRegex(string pattern, out string problem)
    {
        problem = $"the regular expression has more than {MaxPattern} characters";
        if (pattern.Length > MaxPattern)
            return null;

        try
        {
            // Clients write the text to match: without backtracking, matching takes linear time.
            return new OriginPattern(new Regex(
                $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));
        }
        catch (ArgumentException error)
        {
            problem = $"the regular expression isn't valid: {error.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "the regular expression has lookaround or back references, or is too large; it must be matchable in linear time";
        }

        return null;
    }

    /// <summary>Returns the origin as browsers write it (RFC 6454, section 6.1); <c>null</c> if the text isn't exactly an origin.</summary>
    private static string? Serialize(string text)
    {
        if (!CorsSyntax.IsOrigin(text)
            || text.Contains('*', StringComparison.Ordinal)
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || !text.StartsWith($"{uri.Scheme}://", StringComparison.OrdinalIgnoreCase))
            return null;

        var authority = text[(uri.Scheme.Length + 3)..];
        return authority.AsSpan().ContainsAny("/?#\\@") ? null : $"{uri.Scheme}://{uri.Host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }

    /// <summary>Whether the host has a label before the domain that consists only of characters of a host name.</summary>
    private bool IsSubdomain(string origin)
    {
        if (!origin.StartsWith(_scheme, StringComparison.Ordinal)
            || !origin.EndsWith(_domain, StringComparison.Ordinal)
            || origin.Length <= _scheme.Length + _domain.Length)
            return false;

        foreach (var c in origin.AsSpan()[_scheme.Length..^_domain.Length])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                return false;
        }

        return true;
    }
}
