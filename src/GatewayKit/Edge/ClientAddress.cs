using System.Net;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>
/// Finds the client behind trusted proxies: the right-most address of <c>X-Forwarded-For</c> that isn't itself a
/// trusted proxy. Addresses further left are unverified claims of the client.
/// </summary>
internal static class ClientAddress
{
    /// <summary>The maximum number of hops to read.</summary>
    public const int MaxHops = 32;

    /// <summary>The client's address, or null if the header doesn't contain one.</summary>
    public static IPAddress? Find(StringValues forwardedFor, EdgeSettings settings)
    {
        IPAddress? client = null;
        var hops = 0;
        for (var i = forwardedFor.Count - 1; i >= 0; i--)
        {
            var rest = forwardedFor[i].AsSpan();
            while (hops++ < MaxHops)
            {
                var comma = rest.LastIndexOf(',');
                if (!TryParseHop(rest[(comma + 1)..].Trim(" \t"), out var hop))
                    return client;

                client = hop;
                if (!settings.Trusts(hop))
                    return client;
                if (comma < 0)
                    break;

                rest = rest[..comma];
            }
        }

        return client;
    }

    /// <summary>Reads an address only in its usual spelling; octal, hexadecimal and short forms are rejected.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%') || text.Contains('[') || !IPAddress.TryParse(text, out var parsed))
            return false;

        if (!text.Contains(':'))
        {
            Span<char> canonical = stackalloc char[15];
            if (!parsed.TryFormat(canonical, out var length) || !text.SequenceEqual(canonical[..length]))
                return false;
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    private static bool TryParseHop(ReadOnlySpan<char> hop, out IPAddress address)
    {
        if (hop is ['[', ..])
        {
            var close = hop.IndexOf(']');
            address = IPAddress.None;
            return close > 0 && (close == hop.Length - 1 || hop[close + 1] == ':') && TryParse(hop[1..close], out address);
        }

        // One colon separates an IPv4 address from a port; more of them are an IPv6 address.
        var colon = hop.IndexOf(':');
        return colon >= 0 && colon == hop.LastIndexOf(':') ? TryParse(hop[..colon], out address) : TryParse(hop, out address);
    }
}
