using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GatewayKit.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// Checks the proof that a request has the key of its token (RFC 9449, section 4.3): its form and signature, the method, the address and
/// the
/// token that it is for, its age, and at last that it wasn't used before, so that only valid proofs are counted.
/// </summary>
internal sealed class DpopProofs
{
    public const string HeaderName = "DPoP";

    private const int MaximumId = 1024;

    private readonly string[] _algorithms;
    private readonly TimeSpan _lifetime;
    private readonly TimeSpan _skew;
    private readonly DpopNonces? _nonces;
    private readonly ICounterStore _counters;
    private readonly CounterPolicy _policy;
    private readonly TimeProvider _time;

    /// <param name="options">The options.</param>
    /// <param name="skew">The tolerated difference of clocks.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="counters">The store that remembers proofs, also for other nodes.</param>
    /// <param name="time">The clock.</param>
    public DpopProofs(DpopOptions options, TimeSpan skew, PluginPlacement placement, ICounterStore counters, TimeProvider time)
    {
        _algorithms = [.. options.Algorithms];
        (_lifetime, _skew, _counters, _time) = (options.ProofLifetime, skew, counters, time);
        _nonces = options.NonceSecret is { } secret ? new DpopNonces(secret, options.NonceLifetime, time) : null;

        // A bucket of one that is full again only when the proof has expired on every node.
        _policy = new CounterPolicy(
            "dpop/" + placement.Key, CounterAlgorithm.TokenBucket, new CounterLimit(1, _lifetime + (3 * skew) + TimeSpan.FromSeconds(1)));
    }

    /// <summary>Creates a nonce for the response; null if proofs don't need one.</summary>
    public string? CreateNonce() => _nonces?.Create();

    /// <summary>Checks the proof of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token that the request presents.</param>
    /// <param name="thumbprint">The thumbprint of the key that the token is bound to.</param>
    /// <param name="cancellation">Cancels the call of the store.</param>
    public async ValueTask<TokenFault> CheckAsync(
        HttpRequest request, ReadOnlyMemory<char> token, string thumbprint, CancellationToken cancellation)
    {
        var fault = Check(request, token.Span, thumbprint, out var id);
        if (fault != TokenFault.None)
            return fault;

        try
        {
            var decision = await _counters
                .TryAcquireAsync(_policy, new CounterSubject(id), cancellationToken: cancellation)
                .ConfigureAwait(false);
            return decision.IsAllowed ? TokenFault.None : TokenFault.ProofReplayed;
        }
        catch (CounterStoreException)
        {
            return TokenFault.StoreUnavailable;
        }
    }

    private TokenFault Check(HttpRequest request, ReadOnlySpan<char> token, string thumbprint, out string id)
    {
        id = "";
        if (request.Headers[HeaderName] is not [{ Length: > 0 } text])
            return request.Headers.ContainsKey(HeaderName) ? TokenFault.Proof : TokenFault.ProofMissing;
        if (JwsReader.Read(text, out var proof) != TokenForm.Readable || proof is null
            || !string.Equals(proof.Type, "dpop+jwt", StringComparison.OrdinalIgnoreCase) || !_algorithms.Contains(proof.Algorithm)
            || !proof.Header.TryGetProperty("jwk", out var jwk) || JwkReader.IsPrivate(jwk) || !JwkReader.TryRead(jwk, out var key, out _)
            || key.IsSymmetric || !key.Accepts(proof.Algorithm, _algorithms) || !IsSame(key.Thumbprint, thumbprint)
            || !IsSigned(proof, key))
            return TokenFault.Proof;

        var claims = proof.Claims;
        if (Text(claims, "htm") != request.Method || Text(claims, "htu") is not { } address || !RequestTarget.Is(address, request)
            || Text(claims, "ath") is not { } hash || !IsSame(hash, HashOf(token))
            || Text(claims, "jti") is not { Length: > 0 and <= MaximumId } jti)
            return TokenFault.Proof;
        if (!NumericDate.TryRead(claims, "iat", out var created) || created is null)
            return TokenFault.Proof;

        var age = _time.GetUtcNow().UtcTicks - created.Value;
        if (age > (_lifetime + _skew).Ticks || age < -_skew.Ticks)
            return TokenFault.ProofExpired;
        if (_nonces is not null && (Text(claims, "nonce") is not { } nonce || !_nonces.Accepts(nonce)))
            return TokenFault.ProofNonce;

        id = HashOf($"{thumbprint}\n{jti}");
        return TokenFault.None;
    }

    // The key is the client's: one that the platform can't import is the client's fault.
    private static bool IsSigned(JwsToken proof, VerificationKey key)
    {
        try
        {
            return key.Verifies(proof);
        }
        catch (Exception error) when (error is CryptographicException or InvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement claims, string name)
        => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsSame(string one, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string HashOf(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return Base64UrlEncoder.Encode(SHA256.HashData(bytes));
    }
}
