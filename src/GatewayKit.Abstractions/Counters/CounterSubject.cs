using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GatewayKit;

/// <summary>The subject of a counter: a name or a network address. Creating a subject doesn't allocate.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CounterSubject
{
    private const int BytesOnStack = 512;

    // A hash isn't equal to the name of the same text, because names have no address.
    private const string Hashed = "(hash)";

    private readonly string? _name;
    private readonly UInt128 _address;

    /// <summary>Initializes a new instance with a name.</summary>
    /// <param name="name">The name.</param>
    public CounterSubject(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    private CounterSubject(UInt128 address, string? name = null) => (_address, _name) = (address, name);

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

    /// <summary>
    /// Creates the subject for several values together, such as a consumer and a tenant: their hash (SHA-256, the first half). Also for a
    /// single value that can be long. The order matters, and no other values have the same subject.
    /// </summary>
    /// <param name="values">The values.</param>
    public static CounterSubject Combine(params ReadOnlySpan<string> values)
    {
        // Each value is preceded by its length, so that "a", "bc" isn't "ab", "c".
        var length = 0;
        foreach (var value in values)
            length += sizeof(int) + (value.Length * sizeof(char));
        byte[]? rented = null;
        Span<byte> bytes = length <= BytesOnStack
            ? stackalloc byte[BytesOnStack]
            : (rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length));
        var rest = bytes;
        foreach (var value in values)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(rest, value.Length);
            MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + (value.Length * sizeof(char)))..];
        }

        Span<byte> hash = stackalloc byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        System.Security.Cryptography.SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        return new CounterSubject(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), Hashed);
    }

    /// <summary>Returns the subject as text, for a store outside this process.
    /// A name, an address and several values never produce the same text.</summary>
    public override string ToString()
        => _name == Hashed && _address != default ? "h:" + _address.ToString("x32", CultureInfo.InvariantCulture)
            : _name is not null ? "n:" + _name : "a:" + _address.ToString("x32", CultureInfo.InvariantCulture);
}
