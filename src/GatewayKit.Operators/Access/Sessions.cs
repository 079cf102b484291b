using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Admin.Access;

namespace GatewayKit.Operators.Access;

/// <summary>
/// The sessions of this node, in memory: a restart ends them, and so does signing out. Only the hash of a session's token is kept. A
/// session ends after half an hour without a request, and after eight hours.
/// </summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>The maximum number of sessions. Beyond it, the one that wasn't used for the longest time ends.</summary>
    internal const int Maximum = 1000;

    private const int TokenBytes = 32;
    private const int LongestToken = 64;

    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Begins a session.</summary>
    /// <returns>Its token, for the cookie.</returns>
    public string Begin(AdminCaller caller)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetTimestamp();
        lock (_lock)
        {
            foreach (var (hash, session) in _sessions)
            {
                if (HasEnded(session))
                    _sessions.TryRemove(hash, out _);
            }

            if (_sessions.Count >= Maximum)
                _sessions.TryRemove(_sessions.MinBy(session => session.Value.LastUse).Key, out _);
            _sessions[HashOf(token)] = new Session(caller, now, now);
        }

        return token;
    }

    /// <summary>Returns the caller of a session; null if there is none, or if it has ended.</summary>
    public AdminCaller? Find(string? token)
    {
        if (token is null or { Length: 0 or > LongestToken })
            return null;

        var hash = HashOf(token);
        if (!_sessions.TryGetValue(hash, out var session))
            return null;
        if (HasEnded(session))
        {
            _sessions.TryRemove(hash, out _);
            return null;
        }

        _sessions.TryUpdate(hash, session with { LastUse = time.GetTimestamp() }, session);
        return session.Caller;
    }

    /// <summary>Ends a session.</summary>
    public void End(string? token)
    {
        if (token is { Length: > 0 and <= LongestToken })
            _sessions.TryRemove(HashOf(token), out _);
    }

    private bool HasEnded(Session session)
        => time.GetElapsedTime(session.LastUse) >= s_idle || time.GetElapsedTime(session.Start) >= s_longest;

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
