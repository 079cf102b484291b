using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>A key that verifies signatures, bound to its algorithms.</summary>
/// <param name="id">The key id; null if it has none.</param>
/// <param name="key">The public key or the secret.</param>
/// <param name="thumbprint">The thumbprint of the key (RFC 7638).</param>
/// <param name="algorithms">The algorithms that the key can verify; the first is the default.</param>
internal sealed class VerificationKey(string? id, SecurityKey key, string thumbprint, string[] algorithms)
{
    // Without the library's cache: its background tasks would keep an unused plugin in memory.
    private static readonly CryptoProviderFactory s_crypto = new() { CacheSignatureProviders = false };

    private volatile bool _isRetired;

    public string? Id { get; } = id;

    public string Thumbprint { get; } = thumbprint;

    /// <summary>Whether its issuer doesn't use the key any more; then the tokens that it has verified aren't valid any more.</summary>
    public bool IsRetired => _isRetired;

    /// <summary>Whether it is a secret.</summary>
    public bool IsSymmetric => SigningAlgorithms.IsSymmetric(algorithms[0]);

    public void Retire() => _isRetired = true;

    /// <summary>Returns whether the key verifies an algorithm.</summary>
    /// <param name="algorithm">The algorithm of a token.</param>
    /// <param name="allowed">The allowed algorithms; null for the key's default.</param>
    public bool Accepts(string algorithm, IReadOnlyCollection<string>? allowed)
        => allowed is null ? algorithm == algorithms[0] : allowed.Contains(algorithm) && algorithms.Contains(algorithm);

    /// <summary>Returns whether it is the same key with the same rules.</summary>
    public bool IsSame(VerificationKey other) => Id == other.Id && Thumbprint == other.Thumbprint
        && algorithms.SequenceEqual(other.Algorithms);

    /// <summary>Verifies the signature of a token, whose algorithm the key accepts.</summary>
    public bool Verifies(JwsToken token)
    {
        var provider = s_crypto.CreateForVerifying(key, token.Algorithm);
        try
        {
            return provider.Verify(token.SigningInput, token.Signature);
        }
        finally
        {
            s_crypto.ReleaseSignatureProvider(provider);
        }
    }

    private string[] Algorithms => algorithms;
}
