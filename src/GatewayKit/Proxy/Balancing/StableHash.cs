namespace GatewayKit.Proxy.Balancing;

/// <summary>Hashes that are the same on each node and in each process. They aren't secret: a client can find keys with the same hash.
/// </summary>
internal static class StableHash
{
    // FNV-1a (RFC 9923), a character at a time.
    private const ulong Offset = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>Hashes a name, whose case doesn't matter.</summary>
    public static ulong OfName(string name) => Of(name.ToUpperInvariant());

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
        return Mix(hash);
    }

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var value in bytes)
            hash = (hash ^ value) * Prime;
        return Mix(hash);
    }

    /// <summary>Spreads a number over all 64 bits: the last step of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
