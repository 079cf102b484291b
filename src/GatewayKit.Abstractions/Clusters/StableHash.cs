using System.Net;
using System.Net.Sockets;

namespace GatewayKit;

/// <summary>
/// Hashes that are the same on each node, in each process and in each version, to give a key the same choice everywhere. They aren't
/// secret: a client can find keys with the same hash. Nothing here allocates.
/// </summary>
public static class StableHash
{
    // FNV-1a (RFC 9923), a character at a time.
    private const ulong Offset = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>Returns the hash of a text.</summary>
    /// <param name="text">The text. Its case matters.</param>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
        return Mix(hash);
    }

    /// <summary>
    /// Returns the hash of a client's address: of an IPv4 address, also one that is written in IPv6, or of the first 64 bits of an IPv6
    /// address, because a client can use each address of its network (RFC 8981).
    /// </summary>
    /// <param name="address">The address; <c>null</c> for a client without one, as on a Unix domain socket: its hash is 0.</param>
    public static ulong Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return 0;

        var network = address.AddressFamily == AddressFamily.InterNetwork ? bytes[..length]
            : address.IsIPv4MappedToIPv6 ? bytes[12..]
            : bytes[..8];
        var hash = Offset;
        foreach (var value in network)
            hash = (hash ^ value) * Prime;
        return Mix(hash);
    }

    /// <summary>
    /// Returns the score of a candidate for a key, for rendezvous hashing (Thaler and Ravishankar, "Using name-based mappings to increase
    /// hit rates", 1998): the candidate with the highest score gets the key, and only its keys move when it is removed. With weights,
    /// compare <c>Math.Log(score) / weight</c>.
    /// </summary>
    /// <param name="key">The hash of the key.</param>
    /// <param name="candidate">The hash of the candidate's name.</param>
    /// <returns>A number above 0 and below 1, evenly distributed.</returns>
    public static double Score(ulong key, ulong candidate) => ((Mix(key ^ candidate) >> 11) + 0.5) / (1UL << 53);

    /// <summary>Spreads a difference in any bit over all 64: the last step of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
