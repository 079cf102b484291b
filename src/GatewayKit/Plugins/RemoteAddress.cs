using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Plugins;

/// <summary>The addresses that others than the operator can let the gateway connect to.</summary>
internal static class RemoteAddress
{
    /// <summary>Returns whether an address is that of another host: neither of this machine nor of its link, such as the metadata service
    /// of a cloud.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6Multicast || IPAddress.IPv6Any.Equals(plain))
            return false;
        if (plain.AddressFamily != AddressFamily.InterNetwork)
            return true;

        // "This" network, link-local addresses (RFC 3927), and multicast with all that follows.
        Span<byte> bytes = stackalloc byte[4];
        plain.TryWriteBytes(bytes, out _);
        return bytes[0] is not 0 and < 224 && (bytes[0], bytes[1]) is not (169, 254);
    }
}
