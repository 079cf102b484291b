using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>
/// Replaces the upstream's addresses in responses by the gateway's:
/// <list type="number">
/// <item>the request to the upstream shows the destination's address, which a retry can change, and the path that the transforms
/// created</item>
/// <item>the headers of the response are rewritten</item>
/// <item>the body is rewritten while it streams</item>
/// </list>
/// </summary>
[GatewayPlugin<RewriteLinksOptions>("rewrite-links", PluginStage.Transformation, RejectsOnError = true)]
public sealed class RewriteLinksPlugin : IUpstreamRequestHook, IResponseHook
{
    private readonly RewriteLinksOptions _options;
    private readonly UpstreamBase? _public;
    private readonly UpstreamBase[] _origins;
    private readonly MediaTypes _types;
    private readonly NeedleCache _needles = new();

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="route">The route.</param>
    /// <exception cref="PluginOptionsException">The public address isn't known.</exception>
    public RewriteLinksPlugin(RewriteLinksOptions options, RouteInfo route)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(route);
        if (options.PublicUrl is null && (route.Hosts.Count == 0 || route.Hosts.Any(IsAnyHost)))
        {
            throw new PluginOptionsException(
                [new OptionsError("publicUrl", "is missing, and the route matches any host; set it, or 'hosts' of the route's 'match'")]);
        }

        _options = options;
        _public = options.PublicUrl is { } url ? UpstreamBase.Parse(url) : null;
        _origins = [.. options.Origins.Select(origin => UpstreamBase.Parse(origin)!)];
        _types = new MediaTypes(options.ContentTypes);
    }

    /// <summary>Records the request, whose address a retry can change, and requests the whole resource, because a part of it may begin
    /// within an address, in a coding that can be decoded.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        context.State = request;
        if (_options.Bodies)
        {
            WholeResponse.Request(request);
        }

        return default;
    }

    /// <summary>Rewrites the headers and the body.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Http.Response.Headers;
        if (_options.Bodies && context.Http.Response.StatusCode == StatusCodes.Status304NotModified)
            ContentFields.ChangeNotModified(context.Http.Request.Headers.IfNoneMatch, headers);
        var hasLinks = HeaderLinks.AreIn(headers);
        var hasText = HasText(context);
        if ((!hasLinks && !hasText) || (context.State is null && _origins.Length == 0))
            return HookResult.Continue;

        var upstreams = UpstreamsOf(context, out var map);
        var needles = _needles.Get(upstreams);
        if (hasLinks)
            HeaderLinks.Rewrite(headers, map, needles);
        if (hasText)
            RewriteBody(context, map, needles);
        return HookResult.Continue;
    }

    private bool HasText(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        return _options.Bodies && (_types.Contains(headers.ContentType) || _types.AreAmbiguous(headers.ContentType))
            && ChangedMessage.HasContent(context)
            && (headers.ContentLength != 0 || HttpMethods.IsHead(context.Http.Request.Method));
    }

    private void RewriteBody(GatewayContext context, LinkMap map, LinkNeedles needles)
    {
        if (_types.AreAmbiguous(context.Http.Response.Headers.ContentType))
            throw ChangedMessage.HasSeveralTypes();
        if (!Charsets.IsUtf8(context.Http.Response.ContentType))
        {
            if (_options.OtherCharsets == OtherCharsets.Pass)
                return;
            throw ChangedMessage.Unchangeable("isn't in UTF-8");
        }

        var coding = ChangedMessage.CodingOfResponse(context);
        var replacements = map.Replacements(needles);
        ChangedMessage.ChangeResponse(context, coding, body => new ReplacedBody(body, needles.Rules, replacements));
    }

    private List<UpstreamBase> UpstreamsOf(GatewayContext context, out LinkMap map)
    {
        var http = context.Http;
        var request = context.State as HttpRequestMessage;
        var destination = request?.RequestUri;
        var prefixes = destination is null
            ? new PathPrefixes("", "")
            : PathPrefixes.Of(PathOf(http), destination.AbsolutePath);
        if (_public is { Path.Length: > 0 })
            prefixes = prefixes with { Public = _public.Path };

        List<UpstreamBase> upstreams = [];
        if (destination is not null)
            upstreams.Add(UpstreamBase.Of(destination, prefixes.Upstream));
        if (destination is not null && NamedUpstream(destination, request!.Headers.Host, http.Request.Host.Value) is { } named)
            upstreams.Add(named with { Path = prefixes.Upstream });
        foreach (var origin in _origins)
            upstreams.Add(origin.Path.Length > 0 ? origin : origin with { Path = prefixes.Upstream });

        // Without a request to the upstream, another plugin such as redirect has written the paths, for clients.
        map = new LinkMap(_public?.Origin ?? PublicOrigin.Of(http.Request), prefixes, upstreams, changesPaths: destination is not null);
        return upstreams;
    }

    /// <summary>Returns the address that an upstream with the name of the header <c>Host</c> has, instead of that of the destination;
    /// <c>null</c> if both are equal. If the header is that of the client, the upstream's addresses are public.</summary>
    private static UpstreamBase? NamedUpstream(Uri destination, string? host, string? publicHost)
        => string.IsNullOrEmpty(host) || host.Equals(destination.Authority, StringComparison.OrdinalIgnoreCase)
            || host.Equals(publicHost, StringComparison.OrdinalIgnoreCase)
                ? null
                : UpstreamBase.Parse($"{destination.Scheme}://{host}/");

    /// <summary>Returns the path as the client has sent it.</summary>
    private static ReadOnlySpan<char> PathOf(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        if (target is not ['/', ..])
            return (http.Request.PathBase + http.Request.Path).ToUriComponent();

        return target.IndexOf('?') is >= 0 and var query ? target[..query] : target;
    }

    private static bool IsAnyHost(string host) => host == "*" || host.StartsWith("*:", StringComparison.Ordinal);
}
