using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Redirects clients (Gateway API, <c>HTTPRequestRedirectFilter</c>).</summary>
[GatewayPlugin<RedirectOptions>(Name, PluginStage.Origin)]
internal sealed class RedirectPlugin(RedirectOptions options) : IRequestHook
{
    public const string Name = "kubernetes-redirect";

    private readonly GatewayResponse _answer = new(options.Status);
    private readonly string? _host = options.Host is { } name ? new HostString(name).ToUriComponent() : null;
    private readonly string? _path = options.Path is { } full ? Encode(full) : null;
    private readonly string? _prefix = options.Prefix is { } matched ? PathPrefix.Trim(matched) : null;
    private readonly string _replacement = PathPrefix.Trim(Encode(options.Replacement ?? ""));

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(_answer.WithHeader("Location", LocationOf(context.Http.Request)));

    private string LocationOf(HttpRequest request)
    {
        var scheme = options.Scheme ?? request.Scheme;
        var port = options.Port is { } number && number != UsualPort(scheme)
            ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        return string.Concat(
            string.Concat(scheme, "://", _host ?? new HostString(request.Host.Host).ToUriComponent(), port),
            PathOf(request),
            request.QueryString.ToUriComponent());
    }

    private string PathOf(HttpRequest request)
    {
        if (_path is not null)
            return _path;

        var raw = RawPathOf(request);
        return _prefix is null ? raw
            : PathPrefix.Replace(raw, _prefix, _replacement)
                ?? PathPrefix.Replace(request.Path.ToUriComponent(), Encode(_prefix), _replacement)
                ?? raw;
    }

    /// <summary>Returns the path as the client has written it.</summary>
    private static string RawPathOf(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return request.Path.HasValue ? request.Path.ToUriComponent() : "/";

        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? target[..query] : target;
    }

    private static string Encode(string path)
        => path.Length == 0 ? "" : new PathString(path[0] == '/' ? path : "/" + path).ToUriComponent();

    private static int UsualPort(string scheme) => scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? 443 : 80;
}
