using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>The callers' tokens that the token endpoint has refused, each for 10 seconds, at most 10,000 of them.</summary>
internal sealed class RefusedTokens(TimeProvider time)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(10);

    private readonly GenerationCache<CredentialKey, Refusal> _refusals = new(Capacity);

    /// <summary>Returns the error with which a token was refused; null if the endpoint decides about it.</summary>
    public TokenException? Find(CredentialKey key)
        => _refusals.TryFind(key, out var refusal) && time.GetElapsedTime(refusal.At) < s_memory ? refusal.Error : null;

    public void Add(CredentialKey key, TokenException error) => _refusals.Add(key, new Refusal(error, time.GetTimestamp()));

    private sealed record Refusal(TokenException Error, long At);
}
