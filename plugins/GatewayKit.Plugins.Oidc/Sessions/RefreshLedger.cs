namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Refreshes each refresh token once: requests that present the same session wait for one refresh, and requests that arrive later with the
/// earlier cookie get its result. A provider that rotates refresh tokens would otherwise end the session.
/// </summary>
internal sealed class RefreshLedger(TimeProvider time)
{
    /// <summary>The time for which the earlier cookie leads to the new session.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_cleaning = TimeSpan.FromSeconds(30);

    private readonly Dictionary<CredentialKey, Entry> _entries = [];
    private readonly Lock _lock = new();
    private long _cleaned = time.GetTimestamp();

    /// <summary>Returns the refresh of a session, running or completed a short time ago; starts it if there is none.</summary>
    public Task<RefreshResult> GetOrStart(Session session, Func<Task<RefreshResult>> start)
    {
        var key = CredentialKey.FromSecret(session.RefreshToken!);
        lock (_lock)
        {
            Clean();
            if (_entries.TryGetValue(key, out var known) && !IsOver(known) && !IsResult(known, session))
                return known.Result;

            var entry = new Entry();
            entry.Result = Run(entry, start);
            _entries[key] = entry;
            return entry.Result;
        }
    }

    /// <summary>Returns the session that a session was refreshed to meanwhile; the same session if it wasn't.</summary>
    public Session Newest(Session session)
    {
        lock (_lock)
        {
            while (session.RefreshToken is { } token && _entries.TryGetValue(CredentialKey.FromSecret(token), out var entry)
                && entry.Result is { IsCompletedSuccessfully: true, Result.Session: { } newer } && newer.Obtained > session.Obtained)
                session = newer;
        }

        return session;
    }

    // Not in the flow of the request: its trace and its values must not live as long as the refresh, and its end must not end it.
    private Task<RefreshResult> Run(Entry entry, Func<Task<RefreshResult>> start)
    {
        using var _ = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        return Task.Run(async () =>
        {
            var result = new RefreshResult(RefreshOutcome.Unavailable);
            try
            {
                return result = await start().ConfigureAwait(false);
            }
            finally
            {
                entry.Lifetime = result.Outcome == RefreshOutcome.Unavailable ? s_pause : Grace;
                Volatile.Write(ref entry.Ended, time.GetTimestamp());
            }
        });
    }

    // A provider that doesn't rotate refresh tokens returns the same one: then the session that needs a refresh can be the earlier result.
    private static bool IsResult(Entry entry, Session session)
        => entry.Result is { IsCompletedSuccessfully: true, Result.Session: { } result } && result.Obtained <= session.Obtained;

    private bool IsOver(Entry entry)
        => Volatile.Read(ref entry.Ended) is var ended and not 0 && time.GetElapsedTime(ended) >= entry.Lifetime;

    private void Clean()
    {
        if (time.GetElapsedTime(_cleaned) < s_cleaning)
            return;

        _cleaned = time.GetTimestamp();
        foreach (var key in _entries.Where(entry => IsOver(entry.Value)).Select(entry => entry.Key).ToArray())
            _entries.Remove(key);
    }

    private sealed class Entry
    {
        public long Ended;

        public TimeSpan Lifetime { get; set; }

        public Task<RefreshResult> Result { get; set; } = null!;
    }
}
