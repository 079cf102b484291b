namespace GatewayKit.Tokens;

/// <summary>The keys of an issuer at one time.</summary>
/// <param name="keys">The keys; at most <see cref="MaximumKeys"/>.</param>
/// <param name="provider">The provider's metadata; null if the keys come without metadata.</param>
internal sealed class KeySet(IReadOnlyList<VerificationKey> keys, ProviderMetadata? provider = null)
{
    /// <summary>The maximum number of keys.</summary>
    public const int MaximumKeys = 100;

    // A token without a key id costs at most this many verifications.
    private const int MaximumCandidates = 8;

    public IReadOnlyList<VerificationKey> Keys => keys;

    public ProviderMetadata? Provider => provider;

    /// <summary>The issuer in the metadata; null if the keys come without metadata.</summary>
    public string? Issuer => provider?.Issuer;

    /// <summary>Returns whether a key has an id.</summary>
    public bool Has(string? keyId) => keyId is not null && keys.Any(key => key.Id == keyId);

    /// <summary>Returns the keys that could have signed a token: by its id if it has one, otherwise all that accept its
    /// algorithm.</summary>
    public IEnumerable<VerificationKey> Candidates(JwsToken token, IReadOnlyCollection<string>? algorithms)
        => keys.Where(key => (token.KeyId is null || key.Id is null || key.Id == token.KeyId) && key.Accepts(token.Algorithm, algorithms))
            .Take(MaximumCandidates);
}
