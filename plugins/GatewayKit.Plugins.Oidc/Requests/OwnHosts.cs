using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// The hosts of the gateway for which a login is possible. The header <c>Host</c> comes from the client: an address that the gateway sends
/// to the provider or to a browser has only hosts of the configuration.
/// </summary>
internal sealed class OwnHosts
{
    private readonly string[] _hosts;
    private readonly string? _fixedOrigin;
    private readonly string? _redirectUri;
    private readonly string _callbackPath;

    public OwnHosts(OidcOptions options, RouteInfo route)
    {
        _hosts = options.Hosts.Count > 0
            ? [.. options.Hosts]
            : [.. route.Hosts.Where(host => !host.Contains('*', StringComparison.Ordinal))];
        _redirectUri = options.RedirectUri;
        _fixedOrigin = _redirectUri is null ? null : new Uri(_redirectUri).GetLeftPart(UriPartial.Authority);
        _callbackPath = options.CallbackPath;
    }

    /// <summary>Returns the origin of the gateway as the browser sees it, such as <c>https://app.example.com</c>.</summary>
    /// <returns>The origin; null if a login isn't possible for the host of the request, or over HTTP.</returns>
    public string? OriginOf(HttpRequest request)
    {
        if (_fixedOrigin is not null)
            return _fixedOrigin;
        if (!Allows(request.Host) || IsSecure(request) is null)
            return null;

        return $"{request.Scheme}://{request.Host.ToUriComponent().ToLowerInvariant()}";
    }

    /// <summary>Returns whether the browser uses HTTPS; null for HTTP from another machine.</summary>
    public bool? IsSecure(HttpRequest request)
        => _fixedOrigin is not null ? _fixedOrigin.StartsWith("https:", StringComparison.Ordinal)
            : request.IsHttps ? true
            : IsThisMachine(request.Host.Host) ? false
            : null;

    /// <summary>Returns the address of the callback.</summary>
    public string? RedirectUri(HttpRequest request) => _redirectUri ?? (OriginOf(request) is { } origin ? origin + _callbackPath : null);

    private bool Allows(HostString host)
        => _hosts.Length == 0
            ? IsThisMachine(host.Host)
            : _hosts.Any(own => own.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
                || own.Equals(host.Host, StringComparison.OrdinalIgnoreCase));

    private static bool IsThisMachine(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
