using System.Net;

namespace GatewayKit.Proxy.Upstream;

/// <summary>The order in which the addresses of a name are tried (RFC 8305, section 4).</summary>
internal static class AddressOrder
{
    /// <summary>The maximum number of addresses of a name that are tried.</summary>
    public const int Most = 16;

    /// <summary>Returns the addresses with alternating families, beginning with the first one.</summary>
    /// <param name="addresses">The addresses in the order of the system's resolver, which follows RFC 6724.</param>
    public static IReadOnlyList<IPAddress> Of(IReadOnlyList<IPAddress> addresses)
    {
        if (addresses.Count < 2)
            return addresses;

        var first = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily));
        var other = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily));
        var ordered = new List<IPAddress>();
        while (ordered.Count < Math.Min(addresses.Count, Most))
        {
            if (first.TryDequeue(out var address))
                ordered.Add(address);
            if (other.TryDequeue(out address))
                ordered.Add(address);
        }

        return ordered;
    }
}
