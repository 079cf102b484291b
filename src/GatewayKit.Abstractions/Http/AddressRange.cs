using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GatewayKit;

/// <summary>Consecutive addresses of one family, as numbers.</summary>
/// <param name="IsV4">Whether these are IPv4 addresses.</param>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address.</param>
internal readonly record struct AddressRange(bool IsV4, UInt128 First, UInt128 Last)
{
    private const int MappedBits = 96;
    private const string Rule =
        "it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as 10.0.0.0/8 or 2001:db8::/32";

    /// <summary>Reads an address or a network in its usual spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">The reason why the text isn't valid, and the allowed values.</param>
    public static AddressRange? Parse(string text, out string problem)
    {
        problem = Rule;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address))
            return null;

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && !(int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
            && prefix <= bits && (text.Length == slash + 2 || text[slash + 1] != '0')))
            return null;

        if (address.IsIPv4MappedToIPv6)
        {
            problem = "it is a part of IPv6 that contains IPv4 addresses; write an IPv4 network";
            if (prefix < MappedBits)
                return null;

            (address, prefix, bits) = (address.MapToIPv4(), prefix - MappedBits, 32);
        }

        // A shift by the width of the type doesn't shift.
        var value = Value(address);
        var rest = prefix == bits ? 0 : UInt128.MaxValue >> (128 - bits + prefix);
        if ((value & rest) == 0)
            return new AddressRange(bits == 32, value, value | rest);

        problem = $"the address has bits after the prefix; the network is {Text(value & ~rest, bits)}/{prefix}";
        return null;
    }

    /// <summary>Returns an address as a number, without allocating memory.</summary>
    public static UInt128 Value(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        UInt128 value = 0;
        foreach (var part in bytes[..length])
            value = value << 8 | part;
        return value;
    }

    // Octal, hexadecimal and short forms of IPv4 mean different addresses to different programs.
    private static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.ContainsAny("%[]") || !IPAddress.TryParse(text, out var parsed))
            return false;

        address = parsed;
        return text.Contains(':') || text.SequenceEqual(parsed.ToString());
    }

    private static IPAddress Text(UInt128 value, int bits)
    {
        var bytes = new byte[bits / 8];
        for (var i = bytes.Length - 1; i >= 0; i--, value >>= 8)
            bytes[i] = (byte)value;
        return new IPAddress(bytes);
    }
}
