using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The cookies for HTTPS, and those without a prefix for HTTP on this machine.</summary>
internal sealed class CookieJars(SessionCookieOptions options, OwnHosts hosts)
{
    private readonly CookieJar _secure = new(options, isSecure: true);
    private readonly CookieJar _plain = new(options, isSecure: false);

    /// <summary>Returns the cookies for a request; null over HTTP from another machine, where others could read and replace
    /// them.</summary>
    public CookieJar? Of(HttpRequest request) => hosts.IsSecure(request) switch
    {
        true => _secure,
        false => _plain,
        null => null,
    };

    /// <summary>Returns whether a request has a session cookie, valid or not.</summary>
    public bool HaveSession(HttpRequest request) => Of(request)?.ReadSession(request) is not null;

    /// <summary>Removes all cookies of the plugin from a request.</summary>
    public void Remove(HttpRequest request)
    {
        _secure.Remove(request);
        _plain.Remove(request);
    }
}
