using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GatewayKit;

/// <summary>The subject of a counter: a name or a network address. Creating a subject doesn't allocate.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CounterSubject
{
    private readonly string? _name;
    private readonly UInt128 _address;

    /// <summary>Initializes a new instance with a name.</summary>
    /// <param name="name">The name.</param>
    public CounterSubject(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    private CounterSubject(UInt128 address) => _address = address;

    /// <summary>
    /// Creates the subject for a network address. An IPv4 address (also one mapped to IPv6) counts by itself, an IPv6 address by its
    /// /64 prefix, which usually belongs to one customer (RFC 6177).
    /// </summary>
    /// <param name="address">The address; <c>null</c>, as for a Unix domain socket, is a subject of its own.</param>
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

    /// <summary>Returns the subject as text, for a store outside this process. A name and an address never produce the same text.</summary>
    public override string ToString()
        => _name is not null ? "n:" + _name : "a:" + _address.ToString("x32", CultureInfo.InvariantCulture);
}
