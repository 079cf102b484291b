using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Edge;

/// <summary>
/// The syntax of Host: a registered name, an IPv4 address or an IPv6 literal, and optionally a port (RFC 9110, section
/// 7.2; RFC 3986, section 3.2.2). Escapes, sub-delimiters and empty labels, which DNS names don't contain, are rejected.
/// </summary>
internal static class HostSyntax
{
    private static readonly SearchValues<char> s_name = SearchValues.Create(
        "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsValid(ReadOnlySpan<char> host)
    {
        if (host is ['[', ..])
        {
            var close = host.IndexOf(']');
            return close > 0 && IsIPv6(host[1..close]) && (close == host.Length - 1 || IsPort(host[(close + 1)..]));
        }

        var end = host.IndexOfAnyExcept(s_name);
        return end < 0 ? IsName(host) : IsName(host[..end]) && IsPort(host[end..]);
    }

    // Only the root has an empty label.
    private static bool IsName(ReadOnlySpan<char> text)
        => text.Length > 0 && text[0] != '.' && !text.Contains("..", StringComparison.Ordinal);

    private static bool IsPort(ReadOnlySpan<char> text)
        => text is [':', _, ..] && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsIPv6(ReadOnlySpan<char> text)
        => !text.Contains('%') && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
