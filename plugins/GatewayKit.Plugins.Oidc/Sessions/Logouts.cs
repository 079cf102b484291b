using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// The sessions that have ended although their cookies may still exist, in the counters that all nodes share. A session ends by itself,
/// with the provider's session (<c>sid</c>), or with all sessions of its user: each session remembers how many such logouts there were
/// before it.
/// </summary>
internal sealed class Logouts
{
    private const long MaximumLogouts = 1_000_000;

    private readonly ICounterStore _counters;
    private readonly CounterPolicy _sessions;
    private readonly CounterPolicy _providerSessions;
    private readonly CounterPolicy _users;
    private readonly CounterPolicy _tokens;
    private readonly CounterPolicy _logins;

    /// <param name="realm">The name of the realm.</param>
    /// <param name="lifetime">The lifetime of a session.</param>
    /// <param name="counters">The counters.</param>
    public Logouts(string realm, TimeSpan lifetime, ICounterStore counters)
    {
        _counters = counters;
        _sessions = new CounterPolicy("oidc-sessions/" + realm, CounterAlgorithm.FixedWindow, new CounterLimit(1, lifetime));
        _providerSessions = new CounterPolicy(
            "oidc-provider-sessions/" + realm, CounterAlgorithm.FixedWindow, new CounterLimit(1, lifetime));
        _users = new CounterPolicy("oidc-users/" + realm, CounterAlgorithm.FixedWindow, new CounterLimit(MaximumLogouts, 2 * lifetime));
        _tokens = new CounterPolicy("oidc-logout-tokens/" + realm, CounterAlgorithm.FixedWindow,
            new CounterLimit(1, LogoutTokens.MaximumAge + TimeSpan.FromMinutes(10)));
        _logins = new CounterPolicy(
            "oidc-logins/" + realm, CounterAlgorithm.FixedWindow, new CounterLimit(1, 2 * PendingLogin.Lifetime));
    }

    /// <summary>Ends a session.</summary>
    public async ValueTask EndAsync(Session session, CancellationToken cancellation)
        => await _counters.TryAcquireAsync(_sessions, OfSession(session.Id), cancellationToken: cancellation).ConfigureAwait(false);

    /// <summary>Ends the sessions that belong to a session of the provider.</summary>
    public async ValueTask EndProviderSessionAsync(string id, CancellationToken cancellation)
        => await _counters.TryAcquireAsync(_providerSessions, OfProviderSession(id), cancellationToken: cancellation).ConfigureAwait(false);

    /// <summary>Ends all sessions of a user.</summary>
    public async ValueTask EndUserAsync(string subject, CancellationToken cancellation)
        => await _counters.TryAcquireAsync(_users, OfUser(subject), cancellationToken: cancellation).ConfigureAwait(false);

    /// <summary>Returns how often all sessions of a user have been ended.</summary>
    public async ValueTask<long> CountAsync(string subject, CancellationToken cancellation)
        => MaximumLogouts - (await _counters
            .PeekAsync(_users, OfUser(subject), cancellationToken: cancellation)
            .ConfigureAwait(false)).Remaining;

    /// <summary>Returns whether a session has ended.</summary>
    public async ValueTask<bool> HasEndedAsync(Visitor visitor, CancellationToken cancellation)
    {
        var own = new CounterCost(_sessions, visitor.Key);
        var sessions = visitor.ProviderKey is { } provider
            ? _counters.PeekAsync([own, new CounterCost(_providerSessions, provider)], cancellation)
            : _counters.PeekAsync([own], cancellation);
        if (!(await sessions.ConfigureAwait(false)).IsAllowed)
            return true;

        var user = await _counters.PeekAsync(_users, visitor.UserKey, cancellationToken: cancellation).ConfigureAwait(false);
        return MaximumLogouts - user.Remaining != visitor.Session.Logouts;
    }

    /// <summary>Remembers that a login was completed, or tried: its cookie can be kept and sent again.</summary>
    /// <returns>False if it was used before.</returns>
    public async ValueTask<bool> TryUseLoginAsync(string state, CancellationToken cancellation)
        => (await _counters.TryAcquireAsync(_logins, new CounterSubject(Hash(state)), cancellationToken: cancellation)
            .ConfigureAwait(false)).IsAllowed;

    /// <summary>Returns whether a logout token was used before.</summary>
    public async ValueTask<bool> WasUsedAsync(string tokenId, CancellationToken cancellation)
        => !(await _counters.PeekAsync(_tokens, new CounterSubject(Hash(tokenId)), cancellationToken: cancellation)
            .ConfigureAwait(false)).IsAllowed;

    /// <summary>Remembers a logout token.</summary>
    /// <returns>False if it was used before.</returns>
    public async ValueTask<bool> TryUseAsync(string tokenId, CancellationToken cancellation)
        => (await _counters.TryAcquireAsync(_tokens, new CounterSubject(Hash(tokenId)), cancellationToken: cancellation)
            .ConfigureAwait(false)).IsAllowed;

    public static CounterSubject OfSession(string id) => new(id);

    public static CounterSubject OfProviderSession(string id) => new(Hash(id));

    public static CounterSubject OfUser(string subject) => new(Hash(subject));

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
