using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>Creates keys that are equal for requests between which no configuration distinguishes: hashes, so that long targets don't need
/// memory.</summary>
/// <param name="headers">The headers that routes match by.</param>
internal sealed class RequestKeys(MatchedHeaders headers)
{
    /// <summary>Headers that a log often has and no authentication plugin reads.</summary>
    private static readonly string[] s_descriptive = ["User-Agent", "Referer"];

    private readonly StringBuilder _text = new();

    /// <returns>The key; null for a request that isn't worth one, because its headers are its own.</returns>
    public UInt128? Of(TrafficRequest request)
    {
        if (request.HasAllHeaders)
            return null;

        _text.Clear().Append(request.Method).Append('\n').Append(request.Scheme).Append('\n').Append(request.Host).Append('\n')
            .Append(request.Target).Append('\n').Append(request.Consumer).Append('\n').Append(request.Status).Append('\n')
            .Append(request.Length);
        foreach (var (name, value) in request.Headers)
        {
            if (headers.Has(name) || !s_descriptive.Contains(name, StringComparer.OrdinalIgnoreCase))
                _text.Append('\n').Append(name).Append(':').Append(value);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in _text.GetChunks())
            hash.AppendData(MemoryMarshal.AsBytes(part.Span));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }
}
