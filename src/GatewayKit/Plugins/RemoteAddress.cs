using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Plugins;

/// <summary>The addresses that others than the operator can let the gateway connect to.</summary>
internal static class RemoteAddress
{
    /// <summary>The metadata services of clouds whose addresses aren't link-local: of AWS (with that of pods), Scaleway and Google with
    /// IPv6, Alibaba, Azure and Oracle.</summary>
    private static readonly IPAddress[] s_metadata =
    [
        IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd00:ec2::23"), IPAddress.Parse("fd00:42::42"),
        IPAddress.Parse("fd20:ce::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"),
        IPAddress.Parse("192.0.0.192"),
    ];

    /// <summary>Returns whether an address is that of another host: neither of this machine nor of its link, and not of the metadata
    /// service of a cloud.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = Embedded(address) ?? address;
        if (IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6Multicast || IPAddress.IPv6Any.Equals(plain)
            || Array.IndexOf(s_metadata, plain) >= 0 || IsTranslatedLocally(plain))
            return false;
        if (plain.AddressFamily != AddressFamily.InterNetwork)
            return true;

        // "This" network, link-local addresses (RFC 3927), and multicast with all that follows.
        Span<byte> bytes = stackalloc byte[4];
        plain.TryWriteBytes(bytes, out _);
        return bytes[0] is not 0 and < 224 && (bytes[0], bytes[1]) is not (169, 254);
    }

    /// <summary>Returns whether a network translates an address to one of IPv4 by a rule of its own (RFC 8215): 64:ff9b:1::/48.</summary>
    private static bool IsTranslatedLocally(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.TryWriteBytes(bytes, out _)
            && bytes[..6].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 1]);
    }

    /// <summary>Returns the IPv4 address that an IPv6 address leads to; null if there is none.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !address.TryWriteBytes(bytes, out _))
            return null;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        // 6to4 (RFC 3056), translation (NAT64, RFC 6052), and IPv4-compatible addresses (RFC 4291), which include "::" and "::1".
        return bytes[..2].SequenceEqual((ReadOnlySpan<byte>)[0x20, 0x02]) ? new IPAddress(bytes[2..6])
            : bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])
                || bytes[..12].IndexOfAnyExcept((byte)0) < 0 ? new IPAddress(bytes[12..])
            : null;
    }
}
