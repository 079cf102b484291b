using System.Text.Json;
using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Explaining;

/// <summary>
/// Explains how the gateway would handle a request, with the same routing table, authentication plugins and transforms. Other
/// plugins don't run, and nothing is sent.
/// </summary>
public sealed class GatewayExplainer
{
    private readonly IServiceProvider _services;
    private readonly CurrentSnapshot _snapshot;
    private readonly Endpoint[] _endpoints;
    private readonly PreciseExplainer _precise;
    private readonly RouteMatcherBuilder _matchers;

    /// <summary>Initializes a new instance for an app in which the gateway is mapped. The app doesn't have to run.</summary>
    /// <param name="endpoints">The app.</param>
    public GatewayExplainer(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _services = endpoints.ServiceProvider;
        _snapshot = _services.GetRequiredService<CurrentSnapshot>();
        _endpoints = [.. endpoints.DataSources.SelectMany(s => s is RouteTable table ? Partitioned(table) : s.Endpoints)];
        _precise = new PreciseExplainer(endpoints.DataSources.OfType<RouteTable>().SelectMany(table => table.Served));
        _matchers = RouteMatcherBuilder.Create(_services);
    }

    /// <summary>Describes a route's pipeline for an unknown caller.</summary>
    /// <param name="routeId">The route's id.</param>
    /// <exception cref="ArgumentException">No route has this id.</exception>
    public IReadOnlyList<ExplainedPlugin> Pipeline(string routeId)
        => _snapshot.Active.Routes.Find(routeId) is { } route
            ? Describe(route.Pipeline)
            : throw new ArgumentException($"No route is named '{routeId}'.", nameof(routeId));

    /// <summary>Explains a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The absolute URL that the client would request.</param>
    /// <param name="headers">The headers that the client would send.</param>
    /// <exception cref="ArgumentException">The URL isn't an absolute http or https URL.</exception>
    public async Task<Explanation> ExplainAsync(string method, Uri url, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{url.OriginalString}' isn't an absolute http or https URL.", nameof(url));

        var http = RequestOf(method, url, headers ?? []);
        if (!CanonicalHost.TryApply(http.Request))
            return new Explanation { Refused = EdgeProblems.Host.Status, Reason = ReasonOfEdge(EdgeProblems.Host) };

        if (ExplainedListeners.Of(_snapshot.Active.Config, url, http.Request.Host.Host) is { } listeners)
            http.Features.Set<IListenerFeature>(listeners);
        var endpoint = await MatchAllAsync(http).ConfigureAwait(false);
        if (PreciseAnswers.Of(endpoint) is { } answered)
        {
            return new Explanation
            {
                Refused = answered.Status,
                Reason = DetailOf(answered),
                Plugins = PluginsFor(http),
                Others = await OthersAsync(http, null).ConfigureAwait(false),
            };
        }

        if (ModelOf(endpoint) is not { } model || _snapshot.Active.Routes.Find(model.Config.RouteId) is not { } route)
            return await UnmatchedAsync(http, endpoint).ConfigureAwait(false);

        http.SetEndpoint(endpoint);
        var explanation = new Explanation
        {
            Route = Describe(endpoint!, null),
            Others = await OthersAsync(http, endpoint!).ConfigureAwait(false),
        };
        http.SetEndpoint(endpoint);
        if (RequestGuard.Check(http, route.Paths, route.Snapshot.Edge, route.MaxRequestBodySize) is { } refusal)
            return explanation with { Refused = refusal.Status, Reason = ReasonOfEdge(refusal) };

        using var exchange = new Exchange(http, route);
        if (await _services.GetRequiredService<CallerLookup>().FindAsync(exchange).ConfigureAwait(false) is var (entry, answer))
        {
            return explanation with
            {
                Refused = answer.Status,
                RefusedBy = Describe(entry),
                Reason = answer.IsProblem
                    ? $"Plugin '{entry.Name}' rejects the request. {DetailOf(answer)}".TrimEnd()
                    : $"Plugin '{entry.Name}' answers {answer.Status} instead of authenticating the caller.",
                Plugins = Describe(exchange.Pipeline),
            };
        }

        return explanation with
        {
            Caller = exchange.Caller,
            Plugins = Describe(exchange.Pipeline),
            ClusterId = route.Info.ClusterId,
            UpstreamUrl = await UpstreamUrlAsync(http, model).ConfigureAwait(false),
        };
    }

    internal static IReadOnlyList<ExplainedPlugin> Describe(RoutePipeline pipeline)
        => [.. pipeline.BeforeCaller.Entries.Concat(pipeline.AfterCaller.Entries).Select(Describe)];

    /// <summary>Returns the endpoints without those with a precise match, which the host's routing doesn't match.</summary>
    private static IEnumerable<Endpoint> Partitioned(RouteTable table)
        => table.Served.Where(endpoint => PreciseRoute.Of(endpoint) is null);

    private static ExplainedPlugin Describe(PipelineEntry entry) => new(
        entry.Name, entry.Placement.Id, entry.Stage, entry.Placement.Scope, entry.Placement.ScopeId, HookNames.Of(entry.Type.Hooks),
        OptionsText.Of(entry.Options, entry.Written));

    private static string ReasonOfEdge(GatewayResponse answer)
        => "The edge rejects the request before the first plugin. "
            + $"{DetailOf(answer)}{(EdgeProblems.OptionFor(answer) is { } option ? $" The option {option} controls that." : "")}";

    /// <summary>Returns the detail of a problem, which the client gets.</summary>
    private static string? DetailOf(GatewayResponse problem)
    {
        using var document = JsonDocument.Parse(problem.Body);
        return document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
    }

    private async Task<Explanation> UnmatchedAsync(HttpContext http, Endpoint? endpoint)
    {
        if (EdgeMiddleware.IsMethodNotAllowed(endpoint))
            return await MethodNotAllowedAsync(http, endpoint!).ConfigureAwait(false);

        var isOwn = endpoint is RouteEndpoint && ModelOf(endpoint) is null;
        var answer = EdgeMiddleware.Unmatched(http, _snapshot.Active.Edge);
        return new Explanation
        {
            Refused = isOwn ? null : answer.Status,
            Plugins = isOwn ? [] : PluginsFor(http),
            Reason = isOwn ? $"The endpoint '{endpoint!.DisplayName}' of the host itself matches the request."
                : answer == GatewayProblems.NoRoute ? DetailOf(answer) : ReasonOfEdge(answer),
            Others = await OthersAsync(http, null).ConfigureAwait(false),
        };
    }

    /// <summary>Returns the plugins for a request that matches no route.</summary>
    private IReadOnlyList<ExplainedPlugin> PluginsFor(HttpContext http)
        => _snapshot.Active.Unmatched is { } route && RequestGuard.Check(http, route.Paths, route.Snapshot.Edge) is null
            ? Describe(route.Pipeline)
            : [];

    private async Task<Explanation> MethodNotAllowedAsync(HttpContext http, Endpoint router)
    {
        // The router's own endpoint only sets the status and the Allow header.
        await router.RequestDelegate!(http).ConfigureAwait(false);
        var allowed = http.Response.Headers.Allow.ToString().Split(", ");
        return new Explanation
        {
            Refused = http.Response.StatusCode,
            Plugins = PluginsFor(http),
            Reason = $"No route matches the method {http.Request.Method} for this path. Allowed: {string.Join(", ", allowed)}.",
            AllowedMethods = allowed,
            Others = await OthersAsync(http, null).ConfigureAwait(false),
        };
    }

    /// <summary>Matches each other route alone, first with the request, then without the parts that may keep it from matching.</summary>
    private async Task<IReadOnlyList<ExplainedRoute>> OthersAsync(HttpContext http, Endpoint? winner)
    {
        var others = new List<ExplainedRoute>();
        var listeners = http.Features.Get<IListenerFeature>();
        foreach (var (endpoint, mismatch) in _precise.Others(http, listeners, winner))
            others.Add(Describe(endpoint, mismatch));
        foreach (var endpoint in _endpoints
            .OfType<RouteEndpoint>()
            .Where(e => listeners is null && e != winner && ModelOf(e) is not null && PathMatches(e, http)))
        {
            var matches = await MatchAsync(http, [endpoint]).ConfigureAwait(false) == endpoint;
            others.Add(Describe(endpoint, matches ? null : Mismatch(endpoint, http)));
        }

        return [.. others.OrderBy(o => o.Order).ThenBy(o => o.Id, StringComparer.Ordinal)];
    }

    /// <summary>Matches a request as <see cref="RouteTableVersion.MatchAsync"/> does.</summary>
    private async Task<Endpoint?> MatchAllAsync(HttpContext http)
    {
        if (http.Features.Get<IListenerFeature>() is { } listeners)
            return _precise.Match(http, listeners);

        var endpoint = await MatchAsync(http, _endpoints).ConfigureAwait(false);
        return endpoint is RouteEndpoint ? endpoint : _precise.Match(http, null) ?? endpoint;
    }

    private async Task<Endpoint?> MatchAsync(HttpContext http, Endpoint[] endpoints)
    {
        await _matchers.Build(endpoints).MatchAsync(http).ConfigureAwait(false);
        return http.GetEndpoint();
    }

    private static bool PathMatches(RouteEndpoint endpoint, HttpContext http)
        => new Microsoft.AspNetCore.Routing.Template.TemplateMatcher(
            new Microsoft.AspNetCore.Routing.Template.RouteTemplate(endpoint.RoutePattern), [])
            .TryMatch(http.Request.Path, []);

    private static string Mismatch(RouteEndpoint endpoint, HttpContext http)
    {
        var match = ModelOf(endpoint)!.Config.Match;
        if (match.Methods is { Count: > 0 } methods && !methods.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
            return "method";
        if (match.Hosts is { Count: > 0 })
            return "host";

        return match.Headers is { Count: > 0 } ? "headers" : match.QueryParameters is { Count: > 0 } ? "query" : "path";
    }

    private static async Task<string?> UpstreamUrlAsync(HttpContext http, RouteModel model)
    {
        if (model.Cluster?.DestinationsState.AllDestinations is not [var destination, ..])
            return null;

        using var request = new HttpRequestMessage();
        await model.Transformer
            .TransformRequestAsync(http, request, destination.Model.Config.Address, CancellationToken.None)
            .ConfigureAwait(false);
        return (request.RequestUri ?? Yarp.ReverseProxy.Forwarder.RequestUtilities.MakeDestinationAddress(
            destination.Model.Config.Address, http.Request.Path, http.Request.QueryString)).AbsoluteUri;
    }

    private DefaultHttpContext RequestOf(string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var http = new DefaultHttpContext { RequestServices = _services };
        var request = http.Request;
        request.Method = method.ToUpperInvariant();
        request.Protocol = HttpProtocol.Http11;
        request.Scheme = url.Scheme;
        request.Host = new HostString(url.Authority);
        request.Path = PathString.FromUriComponent(url);
        request.QueryString = QueryString.FromUriComponent(url);
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                request.Headers.Host = value;
            else
                request.Headers.Append(name, value);
        }

        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = TargetOf(url);
        return http;
    }

    /// <summary>Returns the target as written: <see cref="Uri"/> would normalize the path, but the edge checks its spelling.</summary>
    private static string TargetOf(Uri url)
    {
        var text = url.OriginalString;
        var path = text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3);
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        return path < 0 ? "/" : fragment < 0 ? text[path..] : text[path..fragment];
    }

    private static ExplainedRoute Describe(Endpoint endpoint, string? mismatch)
    {
        var config = ModelOf(endpoint)!.Config;
        var path = PreciseRoute.Of(endpoint)?.Match.Path.Value ?? config.Match.Path;
        return new ExplainedRoute(config.RouteId, path, config.Order ?? 0, mismatch);
    }

    private static RouteModel? ModelOf(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<RouteModel>();
}
