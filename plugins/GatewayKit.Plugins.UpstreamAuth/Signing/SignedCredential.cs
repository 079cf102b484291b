using GatewayKit.Tokens;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth.Signing;

/// <summary>A JWT that the gateway signs for each caller. It keeps at most 10,000 of them.</summary>
internal sealed class SignedCredential(SignedToken options, SigningKey key, TimeProvider time) : IUpstreamCredential
{
    private const int Capacity = 10_000;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public ValueTask<HookResult> PrepareAsync(GatewayContext context) => HookResult.Continue;

    public void Apply(GatewayContext context, HttpRequestMessage request)
        => UpstreamHeaders.Set(request, "Authorization", Find(context.Consumer));

    public void Rejected(GatewayContext context)
    {
    }

    public void Dispose()
    {
        _tokens.Dispose();
        key.Dispose();
    }

    private string Find(Consumer? consumer)
    {
        var caller = new Caller(consumer?.Name, consumer?.GroupList ?? "");
        if (_tokens.TryGetValue(caller, out Signed? known) && time.GetElapsedTime(known!.At) < options.Lifetime / 2)
            return known.Authorization;

        var signed = new Signed("Bearer " + Sign(consumer), time.GetTimestamp());
        _tokens.Set(
            caller, signed, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.Lifetime / 2 });
        return signed.Authorization;
    }

    private string Sign(Consumer? consumer)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = options.Claims.ToDictionary(c => c.Key, c => (object)c.Value, StringComparer.Ordinal);
        if (consumer is not null)
        {
            claims["sub"] = consumer.Name;
            claims["groups"] = consumer.Groups.ToArray();
        }

        claims["jti"] = Guid.NewGuid().ToString("N");
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.Lifetime,
            Claims = claims,
            SigningCredentials = key.Credentials,
        });
    }

    private readonly record struct Caller(string? Name, string Groups);

    private sealed record Signed(string Authorization, long At);
}
