using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>Creates keys that are equal for requests between which no configuration distinguishes: hashes, so that long targets don't need
/// memory.</summary>
/// <param name="headers">The headers that routes match by.</param>
/// <param name="targets">Shortens targets to the parts that routes compare.</param>
/// <param name="bodyLimits">The limits of bodies in bytes.</param>
internal sealed class RequestKeys(MatchedHeaders headers, ComparedTargets targets, IEnumerable<long> bodyLimits)
{
    /// <summary>Headers that a log often has and no authentication plugin reads.</summary>
    private static readonly string[] s_descriptive = ["User-Agent", "Referer"];

    private readonly long[] _bodyLimits = [.. bodyLimits.Distinct().Order()];
    private readonly StringBuilder _text = new();
    private char[] _characters = new char[1024];

    /// <returns>The key; null for a request that isn't worth one, because its headers are its own.</returns>
    public RequestKey? Of(TrafficRequest request)
    {
        if (request.HasAllHeaders)
            return null;

        _text.Clear();
        var isShort = targets.TryAppend(request.Target, _text);
        return isShort ? new RequestKey(HashOf(request), IsShort: true) : OfWhole(request);
    }

    /// <summary>Returns the key by which a request is equal only to those with the same target.</summary>
    public RequestKey OfWhole(TrafficRequest request)
    {
        _text.Clear().Append('=').Append(request.Target);
        return new RequestKey(HashOf(request), IsShort: false);
    }

    /// <summary>Returns the hash of what was written about the target and of everything else.</summary>
    private UInt128 HashOf(TrafficRequest request)
    {
        // Each text has its length, so that no text can look like the next one.
        Add(request.Method);
        Add(request.Scheme);
        Add(request.Host);
        Add(request.Consumer);
        Add(string.Join(',', request.Groups));
        Add(request.Status?.ToString(CultureInfo.InvariantCulture));
        Add(request.Length is { } length ? RankOf(length).ToString(CultureInfo.InvariantCulture) : null);
        foreach (var (name, value) in request.Headers)
        {
            if (!headers.Has(name) && s_descriptive.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;

            Add(name);
            Add(value);
        }

        if (_characters.Length < _text.Length)
            _characters = new char[_text.Length * 2];
        _text.CopyTo(0, _characters, _text.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(_characters.AsSpan(0, _text.Length)), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Add(string? text) => _text.Append('\n').Append(text?.Length ?? -1).Append(':').Append(text);

    /// <summary>Returns the number of limits that a body exceeds.</summary>
    private int RankOf(long length) => _bodyLimits.Count(limit => length > limit);
}
