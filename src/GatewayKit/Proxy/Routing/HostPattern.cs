using System.Globalization;
using System.Text;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The hosts that a route can name: a name, <c>*.</c> and a name for its subdomains, or <c>*</c>, each optionally with a port.
/// </summary>
internal static class HostPattern
{
    private const string AnyName = "*";

    /// <summary>Checks a pattern.</summary>
    /// <returns>The error and the allowed values; null if the pattern is valid.</returns>
    public static string? FindError(string pattern)
    {
        var (name, port) = Split(pattern);
        if (name.Contains('[', StringComparison.Ordinal) || port?.Contains(':', StringComparison.Ordinal) == true)
            return "ASP.NET Core can't match an IPv6 address; use '*' and a port, or remove the hosts.";
        if (name.Length == 0)
            return $"it doesn't have a name; write '*{pattern}' for any name.";
        if (port is not (null or AnyName)
            && !(ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            return "its port must be a number from 1 to 65535, or '*'.";

        return IsName(name) ? null : "it must be a name such as 'example.com', '*.example.com' or '*', optionally with a port.";
    }

    /// <summary>Returns whether a pattern matches subdomains.</summary>
    public static bool IsWildcard(string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal);

    /// <summary>Returns whether a pattern without its port matches a host without its port.</summary>
    public static bool Matches(string pattern, string host)
    {
        var name = Split(pattern).Name;
        return name is AnyName || (IsWildcard(name)
            ? host.Length >= name.Length && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) && host[0] != '.'
                && !host.Contains("..", StringComparison.Ordinal)
            : host.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the name of a pattern, and its port if it has one.</summary>
    public static (string Name, string? Port) Split(string pattern)
    {
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (pattern, null) : (pattern[..colon], pattern[(colon + 1)..]);
    }

    private static bool IsName(string name)
        => name is AnyName || (IsWildcard(name) ? name[2..] : name)
            .Split('.')
            .All(label => label.Length > 0 && label.EnumerateRunes().All(IsOfLabel));

    /// <summary>Letters of any script, since ASP.NET Core decodes punycode before it compares.</summary>
    private static bool IsOfLabel(Rune rune)
        => rune.Value is '-' or '_'
            || Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
