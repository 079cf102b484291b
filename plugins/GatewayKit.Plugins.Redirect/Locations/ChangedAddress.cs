using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>The address of a request with another scheme, host, port or prefix of the path.</summary>
internal sealed class ChangedAddress(RedirectOptions options)
{
    private readonly string? _host = options.Host is { } host ? UriHost(host) : null;
    private readonly string? _prefix = options.Prefix is { } prefix ? NormalizedPath.Of(prefix.TrimEnd('/')) : null;
    private readonly string _replacement = options.Replacement?.TrimEnd('/') ?? "";
    private readonly bool _hasAuthority = (options.Scheme ?? options.Host) is not null || options.Port is not null;

    /// <summary>Gets whether the target has the host of the request.</summary>
    public bool NeedsHost => _hasAuthority && _host is null;

    /// <summary>Gets the new beginning of the path if the prefix would match it again; null otherwise.</summary>
    public string? Growing { get; } = Extends(options) ? NormalizedPath.Of($"{options.Replacement!.TrimEnd('/')}/") : null;

    /// <summary>Returns whether the replacement begins with the prefix.</summary>
    public static bool Extends(RedirectOptions options)
        => options is { Prefix: { } prefix, Replacement: { } replacement }
            && NormalizedPath.LengthOf($"{replacement.TrimEnd('/')}/", NormalizedPath.Of($"{prefix.TrimEnd('/')}/")) >= 0;

    /// <summary>Returns the target without its query; null if the path doesn't have the prefix.</summary>
    public string? Of(HttpRequest request)
    {
        var path = RequestPath.Of(request);
        if (_prefix is not null)
        {
            var end = NormalizedPath.LengthOf(path, _prefix);
            if (end < 0 || (path.Length > end && path[end] != '/'))
                return null;
            path = string.Concat(_replacement, path.AsSpan(end));
        }

        path = SafePath.Of(path);
        return _hasAuthority ? string.Concat(AuthorityOf(request), path) : path;
    }

    private string AuthorityOf(HttpRequest request)
    {
        var scheme = options.Scheme ?? request.Scheme;
        var port = options.Port ?? ((options.Scheme ?? options.Host) is null ? request.Host.Port : null);
        return port is { } number && number != OwnAddress.UsualPort(scheme)
            ? string.Create(CultureInfo.InvariantCulture, $"{scheme}://{_host ?? HostOf(request)}:{number}")
            : $"{scheme}://{_host ?? HostOf(request)}";
    }

    private static string HostOf(HttpRequest request) => new HostString(request.Host.Host).ToUriComponent();

    private static string UriHost(string host)
        => Uri.CheckHostName(host) == UriHostNameType.IPv6 && !host.StartsWith('[') ? $"[{host}]" : new HostString(host).ToUriComponent();
}
