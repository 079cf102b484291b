using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Logs failures, each kind at most once per minute, because clients can cause them.</summary>
internal sealed partial class OidcErrors(string entry, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _login = new(time);
    private readonly LogThrottle _refresh = new(time);
    private readonly LogThrottle _logout = new(time);
    private readonly LogThrottle _cache = new(time);
    private readonly LogThrottle _route = new(time);

    public void LoginFailed(string reason)
    {
        if (_login.IsDue())
            LogLogin(entry, reason);
    }

    public void RefreshFailed(string reason)
    {
        if (_refresh.IsDue())
            LogRefresh(entry, reason);
    }

    public void LogoutFailed(string reason)
    {
        if (_logout.IsDue())
            LogLogout(entry, reason);
    }

    public void CacheFailed(string reason)
    {
        if (_cache.IsDue())
            LogCache(entry, reason);
    }

    public void NoRoute(string path)
    {
        if (_route.IsDue())
            LogRoute(entry, path);
    }

    [LoggerMessage(1, LogLevel.Warning, "Login of '{Entry}' failed. {Reason}")]
    private partial void LogLogin(string entry, string reason);

    [LoggerMessage(2, LogLevel.Warning,
        "Session of '{Entry}' could not be refreshed; sessions last until their access tokens expire. {Reason}")]
    private partial void LogRefresh(string entry, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Logout token for '{Entry}' was rejected. {Reason}")]
    private partial void LogLogout(string entry, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Distributed cache failed for '{Entry}'; other nodes can't see refreshed sessions. {Reason}")]
    private partial void LogCache(string entry, string reason);

    [LoggerMessage(5, LogLevel.Error,
        "Login of '{Entry}' isn't possible: no route with this plugin matches '{Path}', its 'callbackPath'. "
            + "Add the plugin to a route with a 'match' for this path.")]
    private partial void LogRoute(string entry, string path);
}
