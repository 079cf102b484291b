using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// The digests of a body in <c>Content-Digest</c> (RFC 9530, section 2): SHA-256, SHA-512 or both, which must both match. Other
/// algorithms are ignored, because they are unknown or insecure (section 5).
/// </summary>
internal sealed class BodyDigest
{
    /// <summary>The maximum length of the field, in characters.</summary>
    private const int MaximumLength = 2048;

    private readonly List<(HashAlgorithmName Algorithm, byte[] Value)> _expected = [];

    /// <summary>Reads the field.</summary>
    /// <returns>False if it is malformed or has no digest that can be verified.</returns>
    public static bool TryRead(in StringValues lines, [NotNullWhen(true)] out BodyDigest? digest)
    {
        digest = null;
        if (!SfDictionary.TryParse(lines, MaximumLength, out var members))
            return false;

        var read = new BodyDigest();
        foreach (var (name, member) in members.Members)
        {
            if (member.Value.Bytes is not { } bytes)
                return false;
            if (!read.TryAdd(name, bytes))
                return false;
        }

        digest = read._expected.Count > 0 ? read : null;
        return digest is not null;
    }

    /// <summary>Returns whether a body in memory matches.</summary>
    public bool Matches(ReadOnlySpan<byte> body)
    {
        var matches = true;
        foreach (var (algorithm, value) in _expected)
            matches &= CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(algorithm, body), value);
        return matches;
    }

    /// <summary>Starts to verify a body that arrives in parts.</summary>
    public RunningDigest Start() => new(_expected);

    private bool TryAdd(string name, byte[] value)
    {
        switch (name)
        {
            case "sha-256":
                _expected.Add((HashAlgorithmName.SHA256, value));
                return value.Length == SHA256.HashSizeInBytes;
            case "sha-512":
                _expected.Add((HashAlgorithmName.SHA512, value));
                return value.Length == SHA512.HashSizeInBytes;
            default:
                return true;
        }
    }
}
