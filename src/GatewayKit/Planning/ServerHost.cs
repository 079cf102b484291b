using System.Buffers;

namespace GatewayKit.Planning;

/// <summary>The syntax of <c>Host</c> that Kestrel accepts. It rejects others with 400 before the gateway sees the request.</summary>
internal static class ServerHost
{
    private static readonly SearchValues<char> s_name = SearchValues.Create(
        "!$&'()-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_address = SearchValues.Create("0123456789ABCDEFabcdef:.");
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    public static bool IsValid(ReadOnlySpan<char> host)
    {
        if (host is ['[', ..])
        {
            var close = host.IndexOf(']');
            return close > 1 && !host[1..close].ContainsAnyExcept(s_address) && IsPort(host[(close + 1)..]);
        }

        // An empty host is valid for the server, and the edge rejects it on a route.
        var end = host.IndexOfAnyExcept(s_name);
        return end < 0 || (end > 0 && IsPort(host[end..]));
    }

    private static bool IsPort(ReadOnlySpan<char> text) => text.IsEmpty || (text is [':', _, ..] && !text[1..].ContainsAnyExcept(s_digits));
}
