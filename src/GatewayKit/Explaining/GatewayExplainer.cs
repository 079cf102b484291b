using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;
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
    private readonly RouteExplainer _routes;
    private readonly RefusalExplainer _refusals;

    /// <summary>Initializes a new instance for an app in which the gateway is mapped. The app doesn't have to run.</summary>
    /// <param name="endpoints">The app.</param>
    public GatewayExplainer(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _services = endpoints.ServiceProvider;
        _snapshot = _services.GetRequiredService<CurrentSnapshot>();
        _routes = new RouteExplainer(endpoints);
        _refusals = new RefusalExplainer(_snapshot, _routes);
    }

    /// <summary>Creates an explainer for the app that maps the gateway; null if none does.</summary>
    internal static GatewayExplainer? Of(IServiceProvider services)
        => services.GetRequiredService<RouteTable>().Host is { } host ? new GatewayExplainer(host) : null;

    /// <summary>Describes a route's pipeline for an unknown caller.</summary>
    /// <param name="routeId">The route's id.</param>
    /// <exception cref="ArgumentException">No route has this id.</exception>
    public IReadOnlyList<ExplainedPlugin> Pipeline(string routeId)
        => _snapshot.Active.Routes.Find(routeId) is { } route
            ? ExplainedPipeline.Of(route.Pipeline)
            : throw new ArgumentException($"No route is named '{routeId}'.", nameof(routeId));

    /// <summary>Explains a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The absolute URL that the client would request.</param>
    /// <param name="headers">The headers that the client would send.</param>
    /// <exception cref="ArgumentException">The URL isn't an absolute http or https URL.</exception>
    public Task<Explanation> ExplainAsync(string method, Uri url, IEnumerable<KeyValuePair<string, string>>? headers = null)
        => ExplainAsync(method, url, headers ?? [], samples: null);

    /// <summary>
    /// Explains a request and makes a dry run: calls the request and response hooks of plugins that declare
    /// <see cref="GatewayPluginAttribute.OnlyChangesMessages"/>. Other plugins don't run, and nothing is sent.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The absolute URL that the client would request.</param>
    /// <param name="headers">The headers that the client would send.</param>
    /// <param name="samples">The bodies.</param>
    /// <exception cref="ArgumentException">The URL isn't an absolute http or https URL.</exception>
    public Task<Explanation> TryChangesAsync(
        string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers, SampleMessages samples)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(samples);
        return ExplainAsync(method, url, headers, samples);
    }

    private async Task<Explanation> ExplainAsync(
        string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers, SampleMessages? samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{url.OriginalString}' isn't an absolute http or https URL.", nameof(url));

        var http = ExplainedRequest.Create(_services, method, url, headers);
        if (samples is not null)
            DryRun.Prepare(http.Request, samples.RequestBody);
        if (!CanonicalHost.TryApply(http.Request))
            return RefusalExplainer.OfEdge(EdgeProblems.Host);
        if (_snapshot.Active.Edge.MergesAnywhere)
            EdgeMiddleware.MergeEmptySegments(http.Request);

        if (ExplainedListeners.Of(_snapshot.Active.Config, url, http.Request.Host.Host) is { } listeners)
            http.Features.Set<IListenerFeature>(listeners);
        var endpoint = await _routes.MatchAsync(http).ConfigureAwait(false);
        if (PreciseAnswers.Of(endpoint) is not null || RouteExplainer.ModelOf(endpoint) is not { } model
            || _snapshot.Active.Routes.Find(model.Config.RouteId) is not { } route)
            return await _refusals.UnmatchedAsync(http, endpoint).ConfigureAwait(false);

        var explanation = new Explanation
        {
            Route = RouteExplainer.Describe(endpoint!, null),
            Others = await _routes.OthersAsync(http, endpoint!).ConfigureAwait(false),
        };
        http.SetEndpoint(endpoint);
        return await ExplainAsync(explanation, http, route, model, samples).ConfigureAwait(false);
    }

    /// <summary>Explains the handling of a request by its route.</summary>
    private async Task<Explanation> ExplainAsync(
        Explanation explanation, HttpContext http, CompiledRoute route, RouteModel model, SampleMessages? samples)
    {
        if (RequestGuard.Check(http, route.Paths, route.Snapshot.Edge, route.MaxRequestBodySize) is { } refusal)
            return explanation with { Refused = refusal.Status, Reason = RefusalExplainer.ReasonOf(refusal) };

        using var exchange = new Exchange(http, route);
        var found = await _services.GetRequiredService<CallerLookup>().FindAsync(exchange).ConfigureAwait(false);
        explanation = explanation with { Plugins = ExplainedPipeline.Of(exchange.Pipeline) };
        if (found is var (entry, answer))
            return RefusalExplainer.OfPlugin(explanation, entry, answer);

        if (route.Maintenance is { } maintenance)
            return explanation with { Caller = exchange.Caller, Refused = maintenance.Status, Reason = "The route is in maintenance." };

        var run = samples is null ? null : new DryRun(exchange, samples);
        if (run is not null)
            explanation = explanation with { Changes = await run.RunAsync().ConfigureAwait(false) };
        if (explanation.Changes.FirstOrDefault(change => change.Status is not null) is { IsResponse: false } rejected)
        {
            return explanation with
            {
                Caller = exchange.Caller,
                Refused = rejected.Status,
                Reason = $"Plugin '{rejected.Plugin}' rejects the request. {rejected.Reason}".TrimEnd(),
            };
        }

        var url = await UpstreamUrlAsync(http, model).ConfigureAwait(false);
        return explanation with
        {
            Caller = exchange.Caller,
            ClusterId = route.Info.ClusterId,
            UpstreamUrl = url is null ? null : ShownMessage.Url(url, new SecretValues(exchange.Pipeline)),
        };
    }

    private static async Task<string?> UpstreamUrlAsync(HttpContext http, RouteModel model)
    {
        if (model.Cluster?.DestinationsState.AllDestinations is not [var destination, ..])
            return null;

        using var request = new HttpRequestMessage();
        var address = destination.Model.Config.Address;
        await model.Transformer.TransformRequestAsync(http, request, address, CancellationToken.None).ConfigureAwait(false);
        return (request.RequestUri ?? RequestUtilities.MakeDestinationAddress(address, http.Request.Path, http.Request.QueryString))
            .AbsoluteUri;
    }
}
