using GatewayKit.Plugins.Jwt;
using GatewayKit.Tests.Shared;
using GatewayKit.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Plugins.Tests.Jwt;

public sealed class TokenCacheTests
{
    [Fact]
    public void The_number_of_tokens_is_limited_and_tokens_in_use_stay()
    {
        var cache = new TokenCache(maximumCount: 100);
        var used = Key(-1);
        cache.Add(used, Token());

        for (var i = 0; i < 10_000; i++)
        {
            cache.Add(Key(i), Token());
            Assert.NotNull(cache.Find(used));
            Assert.InRange(cache.Count, 1, 100);
        }

        Assert.Null(cache.Find(Key(0)));
        Assert.NotNull(cache.Find(Key(9_999)));
    }

    [Fact]
    public void The_size_of_tokens_is_limited()
    {
        var cache = new TokenCache(maximumCount: 1_000, maximumSize: 100_000);

        for (var i = 0; i < 1_000; i++)
            cache.Add(Key(i), Token(size: 10_000));

        Assert.InRange(cache.Count, 1, 10);
    }

    [Fact]
    public void A_token_of_a_retired_key_is_not_found()
    {
        var cache = new TokenCache();
        var token = Token();
        cache.Add(Key(1), token);
        Assert.Same(token, cache.Find(Key(1)));

        token.Key.Retire();

        Assert.Null(cache.Find(Key(1)));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var cache = new TokenCache();
        var text = new string('x', 800);
        cache.Add(CredentialKey.FromSecret(text), Token());

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.NotNull(cache.Find(CredentialKey.FromSecret(text)))));
    }

    private static CredentialKey Key(int i) => CredentialKey.FromSecret($"token {i}");

    private static VerifiedToken Token(int size = 100) => new()
    {
        Key = new VerificationKey(null, new SymmetricSecurityKey(new byte[32]), "", ["HS256"]),
        Source = null,
        NotBefore = 0,
        Expires = NumericDate.Never,
        Confirmation = default,
        Result = AuthenticationResult.Authenticated(new Consumer("alice")),
        Headers = [],
        Size = size,
    };
}
