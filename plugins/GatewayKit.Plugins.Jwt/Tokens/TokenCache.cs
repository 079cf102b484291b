using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Verified tokens by the hash of their text. Their number and estimated size are limited.</summary>
internal sealed class TokenCache(int maximumCount = TokenCache.DefaultCount, long maximumSize = TokenCache.DefaultSize)
{
    public const int DefaultCount = 20_000;

    public const long DefaultSize = 64L << 20;

    private readonly GenerationCache<CredentialKey, VerifiedToken> _tokens = new(maximumCount, maximumSize, token => token.Size);

    /// <summary>The number of tokens; those in both halves of the cache count twice.</summary>
    public int Count => _tokens.Count;

    /// <summary>Finds a token whose key its issuer still uses. A hit allocates nothing.</summary>
    public VerifiedToken? Find(in CredentialKey key) => _tokens.TryFind(key, out var token) && !token.Key.IsRetired ? token : null;

    /// <summary>Adds a token.</summary>
    public void Add(in CredentialKey key, VerifiedToken token) => _tokens.Add(key, token);
}
