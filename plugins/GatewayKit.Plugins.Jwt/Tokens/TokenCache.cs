using System.Collections.Concurrent;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// Verified tokens by the hash of their text. Their number and estimated size are limited: when the newer half is full, it becomes the
/// older
/// half, and the tokens of the earlier older half are dropped unless they were used since. A hit allocates nothing.
/// </summary>
internal sealed class TokenCache(int maximumCount = TokenCache.DefaultCount, long maximumSize = TokenCache.DefaultSize)
{
    public const int DefaultCount = 20_000;

    public const long DefaultSize = 64L << 20;

    private readonly Lock _lock = new();
    private volatile ConcurrentDictionary<CredentialKey, VerifiedToken> _newer = new();
    private volatile ConcurrentDictionary<CredentialKey, VerifiedToken> _older = new();
    private long _size;
    private int _count;

    /// <summary>The number of tokens; those in both halves count twice.</summary>
    public int Count => _newer.Count + _older.Count;

    /// <summary>Finds a token whose key its issuer still uses.</summary>
    public VerifiedToken? Find(in CredentialKey key)
    {
        if (_newer.TryGetValue(key, out var token))
            return token.Key.IsRetired ? null : token;
        if (!_older.TryGetValue(key, out token) || token.Key.IsRetired)
            return null;

        Add(key, token);
        return token;
    }

    /// <summary>Adds a token.</summary>
    public void Add(in CredentialKey key, VerifiedToken token)
    {
        lock (_lock)
        {
            if (_count >= maximumCount / 2 || _size + token.Size > maximumSize / 2)
            {
                _older = _newer;
                _newer = new();
                (_count, _size) = (0, 0);
            }

            if (_newer.TryAdd(key, token))
            {
                _count++;
                _size += token.Size;
            }
            else
            {
                _newer[key] = token;
            }
        }
    }
}
