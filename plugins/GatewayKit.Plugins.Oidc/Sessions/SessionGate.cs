using GatewayKit.Authentication;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Finds the session of a request:
/// <list type="number">
/// <item>the cookie must be complete and from these keys; anything else counts as no session</item>
/// <item>the session must be within its lifetime and used often enough</item>
/// <item>a session that the user or the provider has ended counts as no session</item>
/// <item>its tokens are refreshed if they expire soon; if the provider can't be reached, they last until they expire</item>
/// </list>
/// </summary>
internal sealed class SessionGate(
    SessionCookieOptions options, Realm realm, VisitorRules rules, Logouts logouts, Refresher refresher, CookieJars jars, TimeProvider time)
{
    private const int MaximumVisitors = 10_000;

    // How often the cookie of a session in use is replaced, as a part of the idle timeout.
    private const int RenewalsPerIdleTimeout = 4;

    // So that a request doesn't decrypt and read its cookie again.
    private readonly GenerationCache<CredentialKey, Visitor> _visitors = new(MaximumVisitors);

    /// <summary>Finds the session.</summary>
    public ValueTask<SessionFinding> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (Read(request) is not { } visitor)
            return new(SessionFinding.None);

        var session = visitor.Session;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return now - session.Created >= (long)options.Lifetime.TotalSeconds || now - session.Seen >= (long)options.IdleTimeout.TotalSeconds
            ? new(SessionFinding.None)
            : ContinueAsync(visitor, now, cancellation);
    }

    /// <summary>Finds the session that a logout ends. It isn't refreshed, so its access token may have expired.</summary>
    /// <returns>The session; null if there is none, or it has ended.</returns>
    /// <exception cref="CounterStoreException">The counters can't say whether the session has ended.</exception>
    public async ValueTask<Session?> FindForLogoutAsync(HttpRequest request, CancellationToken cancellation)
        => Read(request) is { } visitor && !await logouts.HasEndedAsync(visitor, cancellation).ConfigureAwait(false)
            ? visitor.Session
            : null;

    private Visitor? Read(HttpRequest request)
    {
        if (jars.Of(request)?.ReadSession(request) is not { } value)
            return null;

        var key = CredentialKey.FromSecret(value);
        if (_visitors.TryFind(key, out var known))
            return known;
        if (realm.Sessions.Open(value) is not { } session || rules.Prepare(session) is not { } visitor)
            return null;

        _visitors.Add(key, visitor);
        return visitor;
    }

    private async ValueTask<SessionFinding> ContinueAsync(Visitor visitor, long now, CancellationToken cancellation)
    {
        try
        {
            if (await logouts.HasEndedAsync(visitor, cancellation).ConfigureAwait(false))
                return SessionFinding.None;
        }
        catch (CounterStoreException)
        {
            return new SessionFinding(null, Problem: Problems.StoreUnavailable);
        }

        var session = visitor.Session;
        if (refresher.IsDue(session, now))
            return await RefreshAsync(visitor, now, cancellation).ConfigureAwait(false);
        if (now >= session.Expires)
            return SessionFinding.None;

        return now - session.Seen >= (long)options.IdleTimeout.TotalSeconds / RenewalsPerIdleTimeout
            ? Renewed(session with { Seen = now })
            : new SessionFinding(visitor);
    }

    private async ValueTask<SessionFinding> RefreshAsync(Visitor visitor, long now, CancellationToken cancellation)
    {
        // Another request may have refreshed it already.
        var session = realm.Refreshes.Newest(visitor.Session);
        if (!refresher.IsDue(session, now))
            return Renewed(session with { Seen = now });

        var result = await refresher.RefreshAsync(session).WaitAsync(cancellation).ConfigureAwait(false);
        return result.Outcome switch
        {
            RefreshOutcome.Refreshed => Renewed(result.Session! with { Seen = now }),
            RefreshOutcome.Refused => SessionFinding.None,
            _ when now >= session.Expires => new SessionFinding(null, Problem: Problems.Unavailable),
            _ => ReferenceEquals(session, visitor.Session) ? new SessionFinding(visitor) : Renewed(session with { Seen = now }),
        };
    }

    private SessionFinding Renewed(Session session)
        => rules.Prepare(session) is { } visitor ? new SessionFinding(visitor, IsRenewed: true) : SessionFinding.None;
}
