using System.Net;

namespace GatewayKit.Plugins.RequestPriority;

/// <summary>The networks whose header is trusted.</summary>
internal sealed class TrustedAddresses(IEnumerable<string> entries)
{
    private readonly IPNetwork[] _networks = [.. entries.Select(entry => TryParse(entry)!.Value)];

    /// <summary>Reads an address or a network. Returns null if the text isn't valid.</summary>
    public static IPNetwork? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? text : text[..slash];

        // Short and octal forms of IPv4 mean different addresses to different programs.
        if (!IPAddress.TryParse(name, out var address) || (!name.Contains(':', StringComparison.Ordinal) && address.ToString() != name))
            return null;

        // Clients with an address of this form are compared as IPv4.
        if (address.IsIPv4MappedToIPv6)
            return null;
        if (slash < 0)
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);

        // The parser masks bits after the prefix, which are probably an error.
        return IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(address) ? network : null;
    }

    public bool Contains(IPAddress? address)
    {
        if (address is null)
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in _networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }
}
