using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Tokens;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Refreshes sessions (RFC 6749, section 6):
/// <list type="number">
/// <item>in this process, each refresh token is used once, and its result is kept for requests with the earlier cookie</item>
/// <item>if the host has a distributed cache, the result is there for the other nodes, encrypted</item>
/// <item>a refresh token that the provider refuses ends the session, unless another node has just used it</item>
/// </list>
/// </summary>
internal sealed class Refresher(
    IdentityProvider provider, Realm realm, IDistributedCache? shared, OidcErrors errors, TimeSpan ahead, TimeProvider time)
{
    /// <summary>The lifetime of an access token whose response doesn't have one.</summary>
    private static readonly TimeSpan s_unknownLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_otherNode = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when the access token of a response expires, in seconds since 1970.</summary>
    public static long ExpiryOf(TokenResponse response, long now) => now + (long)(response.Lifetime ?? s_unknownLifetime).TotalSeconds;

    /// <summary>Returns whether a session needs a refresh: ahead of its expiry, but not in the first half of its token's
    /// lifetime.</summary>
    public bool IsDue(Session session, long now)
    {
        var window = Math.Min((long)ahead.TotalSeconds, (session.Expires - session.Obtained) / 2);
        return session.RefreshToken is not null && now >= session.Expires - window;
    }

    /// <summary>Refreshes a session, or returns the result of the refresh that another request has started.</summary>
    public Task<RefreshResult> RefreshAsync(Session session)
        => realm.Refreshes.GetOrStart(session, () => RunAsync(session));

    private async Task<RefreshResult> RunAsync(Session session)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(session.RefreshToken!));
        var key = $"gatewaykit-oidc/{realm.Name}/{Convert.ToHexString(hash)}";
        if (await FindAsync(key).ConfigureAwait(false) is { } known)
            return new RefreshResult(RefreshOutcome.Refreshed, known);

        try
        {
            var refreshed = await RequestAsync(session).ConfigureAwait(false);
            await KeepAsync(key, refreshed).ConfigureAwait(false);
            return new RefreshResult(RefreshOutcome.Refreshed, refreshed);
        }
        catch (ProviderException error) when (error.RefusesGrant)
        {
            if (shared is null)
                return new RefreshResult(RefreshOutcome.Refused);

            await Task.Delay(s_otherNode, time).ConfigureAwait(false);
            return await FindAsync(key).ConfigureAwait(false) is { } other
                ? new RefreshResult(RefreshOutcome.Refreshed, other)
                : new RefreshResult(RefreshOutcome.Refused);
        }
        catch (ProviderException error)
        {
            errors.RefreshFailed(error.Message);
            return new RefreshResult(RefreshOutcome.Unavailable);
        }
    }

    private async Task<Session> RequestAsync(Session session)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var response = await provider.RequestAsync(
            [new("grant_type", "refresh_token"), new("refresh_token", session.RefreshToken!)], CancellationToken.None)
            .ConfigureAwait(false);
        var providerSession = session.ProviderSession;
        if (response.IdToken is { } token)
        {
            var subject = SessionClaims.Of(session) is { } claims ? SessionClaims.Text(claims, "sub") : null;
            var renewed = await provider.IdTokens.ValidateAsync(
                token, new IdTokenExpectation { AccessToken = response.AccessToken!, Subject = subject ?? "" }, CancellationToken.None)
                .ConfigureAwait(false);
            providerSession = SessionClaims.Text(renewed, "sid") ?? providerSession;
        }

        return session with
        {
            Obtained = now,
            Seen = now,
            Expires = ExpiryOf(response, now),
            ProviderSession = providerSession,
            IdToken = response.IdToken ?? session.IdToken,
            AccessToken = response.AccessToken!,
            RefreshToken = TokenEndpoint.IsToken(response.RefreshToken) ? response.RefreshToken : session.RefreshToken,
        };
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The cache only helps the other nodes; without it, the provider decides.")]
    private async Task<Session?> FindAsync(string key)
    {
        try
        {
            return shared is not null && await shared.GetStringAsync(key).ConfigureAwait(false) is { } text
                ? realm.Sessions.Open(text)
                : null;
        }
        catch (Exception error)
        {
            errors.CacheFailed(error.Message);
            return null;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Without the cache, the other nodes ask the provider themselves.")]
    private async Task KeepAsync(string key, Session session)
    {
        try
        {
            if (shared is not null)
            {
                await shared.SetStringAsync(key, realm.Sessions.Close(session), new DistributedCacheEntryOptions
                {
                    AbsoluteExpirationRelativeToNow = RefreshLedger.Grace,
                }).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            errors.CacheFailed(error.Message);
        }
    }
}
