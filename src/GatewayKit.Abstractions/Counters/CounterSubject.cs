using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GatewayKit;

/// <summary>Whom a counter counts: a name, or an address. Making one allocates nothing.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CounterSubject
{
    private readonly string? _name;
    private readonly UInt128 _address;

    /// <summary>A subject with a name.</summary>
    /// <param name="name">The name.</param>
    public CounterSubject(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    private CounterSubject(UInt128 address) => _address = address;

    /// <summary>
    /// The subject of a network address: an IPv4 address (also one mapped into IPv6) by itself, an IPv6 address by its
    /// /64 prefix, which is what one customer usually holds (RFC 6177).
    /// </summary>
    /// <param name="address">The address; null, as on a Unix socket, is a subject of its own.</param>
    public static CounterSubject FromAddress(IPAddress? address)
    {
        if (address is null)
            return new CounterSubject("");

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes[10] = bytes[11] = 0xFF;
            address.TryWriteBytes(bytes[12..], out _);
        }
        else
        {
            address.TryWriteBytes(bytes, out _);
            if (!address.IsIPv4MappedToIPv6)
                bytes[8..].Clear();
        }

        return new CounterSubject(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>The subject as text, for a store outside this process. A name and an address never give the same text.</summary>
    public override string ToString()
        => _name is not null ? "n:" + _name : "a:" + _address.ToString("x32", CultureInfo.InvariantCulture);
}
