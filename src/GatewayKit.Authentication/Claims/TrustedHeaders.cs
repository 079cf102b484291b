using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>
/// Headers that the upstream trusts, because the gateway sets them and removes those of the client. Create it once, in the plugin's
/// constructor.
/// </summary>
public sealed class TrustedHeaders
{
    private readonly string[] _names;
    private readonly ulong _lengths;

    /// <summary>Initializes a new instance with headers.</summary>
    /// <param name="names">The names of the headers, case-insensitive.</param>
    public TrustedHeaders(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names];
        foreach (var name in _names)
            _lengths |= Bit(name);
    }

    /// <summary>Returns whether an upstream could read two names as the same header, such as <c>X_User</c> and <c>X-User</c>: servers
    /// behind CGI, and some frameworks, treat all characters that aren't letters or digits as equal.</summary>
    /// <param name="name">The name of a header.</param>
    /// <param name="other">Another one, or the same.</param>
    public static bool AreAliases(string name, string other)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(other);
        if (name.Length != other.Length)
            return false;

        for (var i = 0; i < name.Length; i++)
        {
            if (Plain(name[i]) != Plain(other[i]))
                return false;
        }

        return true;
    }

    /// <summary>Removes the headers and their aliases from a request.</summary>
    /// <param name="headers">The headers of the request.</param>
    public void Remove(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (_names.Length == 0)
            return;

        List<string>? found = null;
        foreach (var (name, _) in headers)
        {
            if ((_lengths & Bit(name)) != 0 && IsTrusted(name))
                (found ??= []).Add(name);
        }

        foreach (var name in found ?? [])
            headers.Remove(name);
    }

    private bool IsTrusted(string name)
    {
        foreach (var trusted in _names)
        {
            if (AreAliases(trusted, name))
                return true;
        }

        return false;
    }

    private static char Plain(char c) => char.IsAsciiLetterOrDigit(c) ? (char)(c | 0x20) : '-';

    private static ulong Bit(string name) => 1UL << Math.Min(name.Length, 63);
}
