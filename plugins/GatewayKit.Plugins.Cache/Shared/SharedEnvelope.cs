using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>
/// The form of each value in the shared store: a mark of this format, a hash of the key and all that follows, the length of the head, the
/// head, and the body. A value that was cut off, was written by another program, or belongs to another key doesn't have this hash.
/// </summary>
internal static class SharedEnvelope
{
    private const int Start = 4 + SHA256.HashSizeInBytes;
    private const int Overhead = Start + sizeof(int);

    public static byte[] Seal(string key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var value = new byte[Overhead + head.Length + body.Length];
        "GKC1"u8.CopyTo(value);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(Start), head.Length);
        head.CopyTo(value.AsSpan(Overhead));
        body.CopyTo(value.AsSpan(Overhead + head.Length));
        Hash(key, value, value.AsSpan(4, SHA256.HashSizeInBytes));
        return value;
    }

    public static bool TryOpen(string key, byte[] value, out ReadOnlyMemory<byte> head, out ReadOnlyMemory<byte> body)
    {
        head = body = default;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (value.Length < Overhead || !value.AsSpan().StartsWith("GKC1"u8))
            return false;

        Hash(key, value, hash);
        var length = BinaryPrimitives.ReadInt32LittleEndian(value.AsSpan(Start));
        if (!hash.SequenceEqual(value.AsSpan(4, SHA256.HashSizeInBytes)) || length < 0 || length > value.Length - Overhead)
            return false;

        head = value.AsMemory(Overhead, length);
        body = value.AsMemory(Overhead + length);
        return true;
    }

    private static void Hash(string key, ReadOnlySpan<byte> value, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(key));
        sha.AppendData(value[Start..]);
        sha.GetHashAndReset(hash);
    }
}
