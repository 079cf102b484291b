using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Verifies what all signed tokens of the provider have in common: form, signature, issuer and audience.</summary>
internal sealed class SignedTokens(IKeySource keys, string clientId)
{
    // Only those with public keys: a secret that clients share proves nothing about the issuer.
    private static readonly string[] s_algorithms = [.. SigningAlgorithms.All.Where(name => !SigningAlgorithms.IsSymmetric(name))];

    /// <summary>Verifies a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="isType">Whether a type (<c>typ</c>) is that of the token.</param>
    /// <param name="cancellation">Cancels waiting for keys.</param>
    /// <exception cref="ProviderException">The token isn't valid, or can't be verified.</exception>
    public async ValueTask<JwsToken> VerifyAsync(string text, Func<string?, bool> isType, CancellationToken cancellation)
    {
        if (JwsReader.Read(text, out var token) != TokenForm.Readable || token is null)
            throw new ProviderException("The token is malformed.");
        if (!isType(token.Type))
            throw new ProviderException("The token has another type.");
        if (await keys.GetAsync(cancellation).ConfigureAwait(false) is not { Issuer: { } issuer } known)
            throw new ProviderException("The keys of the provider aren't available.", isUnavailable: true);

        if (!IsSigned(token, known)
            && (await keys.RefreshAsync(known, token.KeyId, cancellation).ConfigureAwait(false) is not { } newer
                || !IsSigned(token, newer)))
            throw new ProviderException("The signature of the token isn't valid.");

        CheckIssuer(token.Claims, issuer);
        return token;
    }

    private static bool IsSigned(JwsToken token, KeySet keys)
    {
        foreach (var key in keys.Candidates(token, s_algorithms))
        {
            if (key.Verifies(token))
                return true;
        }

        return false;
    }

    private void CheckIssuer(JsonElement claims, string issuer)
    {
        if (SessionClaims.Text(claims, "iss") != issuer)
            throw new ProviderException("The token has another issuer.");
        if (!claims.TryGetProperty("aud", out var audience) || !ClaimValue.Texts(audience).Contains(clientId))
            throw new ProviderException("The token is for another client.");
    }
}
