using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>Hashes that are the same on each node and in each version: FNV-1a, and SplitMix64's finalizer to spread the bits.</summary>
internal static class KeyHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Returns the hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        return Mix(hash);
    }

    /// <summary>Returns the hash of an IPv4 address, also one mapped to IPv6, or of the /64 prefix of an IPv6 address.</summary>
    public static ulong Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return 0;

        var prefix = address.AddressFamily == AddressFamily.InterNetwork ? bytes[..length]
            : address.IsIPv4MappedToIPv6 ? bytes[12..]
            : bytes[..8];
        var hash = Offset;
        foreach (var value in prefix)
            hash = (hash ^ value) * Prime;
        return Mix(hash);
    }

    /// <summary>Spreads a difference in any bit to all bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
