using System.Security.Cryptography;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Computes the digests of a body that arrives in parts.</summary>
/// <param name="expected">The digests that the body must have.</param>
internal sealed class RunningDigest(IReadOnlyList<(HashAlgorithmName Algorithm, byte[] Value)> expected) : IDisposable
{
    private readonly IncrementalHash[] _hashes = [.. expected.Select(digest => IncrementalHash.CreateHash(digest.Algorithm))];

    public void Append(ReadOnlySpan<byte> part)
    {
        foreach (var hash in _hashes)
            hash.AppendData(part);
    }

    /// <summary>Ends the computation.</summary>
    /// <returns>Whether all digests match.</returns>
    public bool End()
    {
        var matches = true;
        for (var i = 0; i < _hashes.Length; i++)
            matches &= CryptographicOperations.FixedTimeEquals(_hashes[i].GetHashAndReset(), expected[i].Value);
        return matches;
    }

    public void Dispose()
    {
        foreach (var hash in _hashes)
            hash.Dispose();
    }
}
