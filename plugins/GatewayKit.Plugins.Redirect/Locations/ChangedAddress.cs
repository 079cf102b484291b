using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>The address of a request with another scheme, host, port or prefix of the path.</summary>
internal sealed class ChangedAddress(RedirectOptions options)
{
    private readonly string? _host = options.Host is { } host ? UriHost(host) : null;
    private readonly string? _prefix = options.Prefix?.TrimEnd('/');
    private readonly string _replacement = options.Replacement?.TrimEnd('/') ?? "";
    private readonly bool _hasAuthority = (options.Scheme ?? options.Host) is not null || options.Port is not null;

    /// <summary>Gets whether the target has the host of the request.</summary>
    public bool NeedsHost => _hasAuthority && _host is null;

    /// <summary>Returns the target without its query; null if the path doesn't have the prefix.</summary>
    public string? Of(HttpRequest request)
    {
        var path = RawPathOf(request);
        if (_prefix is not null)
        {
            if (!path.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase)
                || (path.Length > _prefix.Length && path[_prefix.Length] != '/'))
                return null;
            path = string.Concat(_replacement, path.AsSpan(_prefix.Length));
        }

        path = SafePath.Of(path);
        return _hasAuthority ? string.Concat(AuthorityOf(request), path) : path;
    }

    private string AuthorityOf(HttpRequest request)
    {
        var scheme = options.Scheme ?? request.Scheme;
        var port = options.Port ?? ((options.Scheme ?? options.Host) is null ? request.Host.Port : null);
        return port is { } number && number != UsualPort(scheme)
            ? string.Create(CultureInfo.InvariantCulture, $"{scheme}://{_host ?? HostOf(request)}:{number}")
            : $"{scheme}://{_host ?? HostOf(request)}";
    }

    /// <summary>Returns the default port of a scheme.</summary>
    public static int UsualPort(string scheme) => scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? 443 : 80;

    /// <summary>Returns the path as the client has written it.</summary>
    public static string RawPathOf(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return request.PathBase.Add(request.Path) is { HasValue: true } path ? path.ToUriComponent() : "/";

        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? target[..query] : target;
    }

    private static string HostOf(HttpRequest request) => new HostString(request.Host.Host).ToUriComponent();

    private static string UriHost(string host)
        => Uri.CheckHostName(host) == UriHostNameType.IPv6 && !host.StartsWith('[') ? $"[{host}]" : new HostString(host).ToUriComponent();
}
