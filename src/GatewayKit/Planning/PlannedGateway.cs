using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Edge;
using GatewayKit.Explaining;
using GatewayKit.Pipeline;
using GatewayKit.Planning.Traffic;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Planning;

/// <summary>
/// Decides how one configuration handles requests, with the gateway's own routing table and checks, in this order:
/// <list type="number">
/// <item>the server rejects a malformed target or host, and the edge a host that can't be decoded</item>
/// <item>with <c>tls.redirect</c>, requests over http are redirected</item>
/// <item>the routing table finds the route, or the reason why there is none</item>
/// <item>the edge checks the request</item>
/// <item>the caller is identified (<see cref="PlannedCaller"/>), which selects the plugins</item>
/// </list>
/// The configuration stays in memory until this object is disposed. Thread-safe.
/// </summary>
internal sealed class PlannedGateway : IDisposable
{
    /// <summary>The maximum number of handlings that requests share.</summary>
    private const int MostShared = 100_000;

    private readonly IServiceProvider _services;
    private readonly RouteTableVersion _table;
    private readonly bool _isGrouped;
    private readonly PlannedCaller _callers;
    private readonly string _scheme;
    private readonly ConcurrentDictionary<HandlingKey, Handling> _handlings = new();
    private readonly ConcurrentDictionary<string, CompiledRoute> _choices = new(StringComparer.Ordinal);
    private readonly ServerBodyLimit _bodyLimit;

    /// <summary>Initializes a new instance with the active configuration.</summary>
    /// <param name="endpoints">The app in which the gateway is mapped.</param>
    /// <param name="earlier">The configuration before the change; null for that configuration itself.</param>
    /// <exception cref="ConfigurationReplacedException">The gateway hasn't started, or is stopping.</exception>
    public PlannedGateway(IEndpointRouteBuilder endpoints, GatewayConfig? earlier = null)
        : this(
            endpoints.ServiceProvider, EnterActive(endpoints.ServiceProvider.GetRequiredService<CurrentSnapshot>()),
            endpoints.ServiceProvider.GetRequiredService<RouteTable>().Current, earlier, isEntered: true)
    {
    }

    /// <summary>Initializes a new instance with a configuration.</summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="routes">Its route table.</param>
    /// <param name="earlier">The configuration before the change; null for that configuration itself.</param>
    /// <exception cref="ConfigurationReplacedException">The configuration is being replaced.</exception>
    public PlannedGateway(
        IServiceProvider services, GatewaySnapshot snapshot, RouteTableVersion routes, GatewayConfig? earlier = null)
        : this(services, snapshot, routes, earlier, isEntered: false)
    {
    }

    private PlannedGateway(
        IServiceProvider services, GatewaySnapshot snapshot, RouteTableVersion routes, GatewayConfig? earlier, bool isEntered)
    {
        (_services, Snapshot, _table) = (services, snapshot, routes);
        _isGrouped = services.GetRequiredService<RouteTable>().IsGrouped;
        _bodyLimit = ServerBodyLimit.Of(services);
        _callers = new PlannedCaller(Snapshot, _services.GetRequiredService<CallerLookup>(), earlier);
        _scheme = SchemeOf(earlier ?? Snapshot.Config);
        if (!isEntered && !Snapshot.TryEnter())
            throw new ConfigurationReplacedException("The configuration is being replaced.");
    }

    public GatewaySnapshot Snapshot { get; }

    /// <summary>The endpoints among which requests are matched; null if a policy of the host, or the host's own routing, decides,
    /// too.</summary>
    public IReadOnlyList<Endpoint>? Endpoints
        => _isGrouped || !HasOnlyKnownPolicies ? null : [.. _table.ProxyEndpoints, .. _table.HostEndpoints];

    /// <summary>Creates the constraints of routes.</summary>
    public ParameterPolicyFactory Policies => _services.GetRequiredService<ParameterPolicyFactory>();

    /// <summary>The limits of the bodies of requests in bytes.</summary>
    public IEnumerable<long> BodyLimits => Snapshot.Config.Routes.Values
        .Select(route => route.Route.MaxRequestBodySize).Append(_bodyLimit.MaxRequestBodySize).OfType<long>();

    private bool HasOnlyKnownPolicies
        => _services.GetServices<MatcherPolicy>().Cast<object>().Append(_services.GetRequiredService<EndpointSelector>())
            .Select(policy => policy.GetType().Assembly)
            .All(assembly => assembly == typeof(PlannedGateway).Assembly || assembly.GetName().Name is { } name
                && (name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || name == "Yarp.ReverseProxy"));

    public void Dispose() => Snapshot.Exit();

    /// <summary>Decides the handling of a request.</summary>
    public async ValueTask<Decision> DecideAsync(TrafficRequest recorded, CallerAssumption assumption)
    {
        if (PlannedContext.Create(_services, recorded, _scheme) is not { } http)
            return OfServer(StatusCodes.Status400BadRequest, "The server rejects the target or the host of the request.");
        if (!CanonicalHost.TryApply(http.Request))
            return OfEdge(EdgeProblems.Host, null);
        if (RedirectOf(recorded) is { } redirect)
            return OfServer(redirect, "The gateway redirects the request to https. The option tls.redirect controls that.");

        if (Snapshot.Edge.MergesAnywhere)
            EdgeMiddleware.MergeEmptySegments(http.Request);
        if (EdgeMiddleware.IsAboutServer(http))
            return OfEdge(EdgeProblems.Server, null);

        http.Features.Set<IHttpMaxRequestBodySizeFeature>(_bodyLimit);
        SetListeners(http, recorded);
        return await MatchAsync(http).ConfigureAwait(false)
            ? await HandleMatchedAsync(http, recorded, assumption).ConfigureAwait(false)
            : OfEdge(RoutingProblems.Failed, null);
    }

    /// <summary>Returns the scheme of requests whose record has none: they were answered, so over http they would have been redirected, or
    /// had no listener.</summary>
    private static string SchemeOf(GatewayConfig config)
    {
        var protocols = config.Listeners.Values.Select(listener => listener.Protocol).ToHashSet();
        var isSecure = config.Tls?.Redirect is { Enabled: true }
            || (protocols.Contains(ListenerProtocol.Https) && !protocols.Contains(ListenerProtocol.Http));
        return isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
    }

    private int? RedirectOf(TrafficRequest recorded)
        => recorded is { Scheme: "http", Target: not "*" } && !HttpMethods.IsConnect(recorded.Method)
            && Snapshot.Tls?.Config.Redirect is { Enabled: true, Status: var status }
            ? status
            : null;

    private void SetListeners(HttpContext http, TrafficRequest recorded)
    {
        if (!Snapshot.Config.Listeners.IsEmpty
            && Uri.TryCreate($"{http.Request.Scheme}://{recorded.Host}/", UriKind.Absolute, out var url)
            && ExplainedListeners.Of(Snapshot.Config, url, http.Request.Host.Host) is { } listeners)
            http.Features.Set<IListenerFeature>(listeners);
    }

    /// <returns>False if routing fails.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If routing throws any exception, the gateway responds with 500.")]
    private async ValueTask<bool> MatchAsync(HttpContext http)
    {
        try
        {
            await _table.MatchAsync(http).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async ValueTask<Decision> HandleMatchedAsync(HttpContext http, TrafficRequest recorded, CallerAssumption assumption)
    {
        var endpoint = http.GetEndpoint();
        if (PreciseAnswers.Of(endpoint) is { } answer)
            return OfUnmatched(http, answer);
        if (EdgeMiddleware.IsMethodNotAllowed(endpoint))
            return OfUnmatched(http, EdgeProblems.MethodNotAllowed);
        if (RouteExplainer.RouteIdOf(endpoint) is not { } id)
        {
            return endpoint is RouteEndpoint
                ? Decide(
                    new HandlingKey(endpoint, null, 0, null, null), () => new Handling { RouteName = endpoint.DisplayName ?? "(host)" })
                : OfUnmatched(http, EdgeMiddleware.Unmatched(http, Snapshot.Edge));
        }

        var route = FirstOfChoice(Find(id));
        if (RequestGuard.Check(http, route.Paths, route.Snapshot.Edge, route.MaxRequestBodySize) is { } refusal)
            return OfEdge(refusal, route);

        using var exchange = new Exchange(http, route) { IsSimulated = true };
        var (refused, hasRun) = await _callers.FindAsync(exchange, recorded, assumption).ConfigureAwait(false);
        return new Decision(OfRoute(exchange, refused), hasRun, exchange.Caller?.Name);
    }

    private CompiledRoute Find(string id)
        => Snapshot.Routes.Find(id)
            ?? throw new ConfigurationReplacedException("The configuration was replaced while requests were compared.");

    /// <summary>Returns the same route of a choice for each request: the gateway picks one by weight.</summary>
    private CompiledRoute FirstOfChoice(CompiledRoute route)
    {
        if (route.Source.Match?.Choice is not { } choice)
            return route;

        return _choices.GetOrAdd(
            choice, name => Find(SettingsComparison.MembersOf(Snapshot.Config, name).First(member => member.Weight > 0).Id));
    }

    private Decision OfServer(int status, string reason)
        => Decide(
            new HandlingKey(null, null, status, reason, null),
            () => new Handling { IsBeforeRouting = true, Refused = status, Reason = reason });

    private Decision OfEdge(GatewayResponse answer, CompiledRoute? route)
        => Decide(
            new HandlingKey(route, null, answer.Status, answer, null),
            () => new Handling
            {
                IsBeforeRouting = route is null,
                Route = route,
                RouteName = route?.Info.Id,
                Refused = answer.Status,
                Reason = RefusalExplainer.ReasonOf(answer),
            });

    private Decision OfUnmatched(HttpContext http, GatewayResponse answer)
    {
        var pipeline = Snapshot.Unmatched is { } route && RequestGuard.Check(http, route.Paths, route.Snapshot.Edge) is null
            ? route.Pipeline
            : null;
        return Decide(
            new HandlingKey(null, pipeline, answer.Status, answer, null),
            () => new Handling
            {
                Plugins = EntriesOf(pipeline),
                Reached = pipeline?.Count ?? 0,
                Refused = answer.Status,
                Reason = RefusalExplainer.ReasonOfUnmatched(answer),
            });
    }

    private Handling OfRoute(Exchange exchange, (PipelineEntry Entry, GatewayResponse Answer)? refusal)
    {
        var (route, pipeline, groups) = (exchange.CompiledRoute, exchange.Pipeline, exchange.Caller?.GroupList);
        var maintenance = refusal is null ? route.Maintenance : null;
        var status = refusal?.Answer.Status ?? maintenance?.Status;
        return Share(
            new HandlingKey(route, pipeline, status ?? 0, refusal?.Entry, groups),
            () =>
            {
                var plugins = EntriesOf(pipeline);
                return new Handling
                {
                    Route = route,
                    RouteName = route.Info.Id,
                    Plugins = plugins,
                    Reached = refusal is { Entry: { } last } ? Array.IndexOf(plugins, last) + 1
                        : maintenance is not null ? pipeline.CallerIndex
                        : plugins.Length,
                    Refused = status,
                    Refuser = refusal?.Entry,
                    IsInMaintenance = maintenance is not null,
                    Reason = refusal is var (entry, answer) ? RefusalExplainer.ReasonOf(entry, answer)
                        : maintenance is not null ? "The route is in maintenance."
                        : null,
                    Groups = groups,
                    Protection = Protection.Of(route, plugins),
                };
            });
    }

    /// <summary>Returns the active configuration, of which requests of the comparison are in flight from now on.</summary>
    private static GatewaySnapshot EnterActive(CurrentSnapshot current)
    {
        while (true)
        {
            var active = current.Active;
            if (active.TryEnter())
                return active;
            if (ReferenceEquals(active, current.Active))
                throw new ConfigurationReplacedException("The gateway is stopping.");
        }
    }

    private static PipelineEntry[] EntriesOf(RoutePipeline? pipeline)
        => pipeline is null ? [] : [.. pipeline.BeforeCaller.Entries, .. pipeline.AfterCaller.Entries];

    private Decision Decide(HandlingKey key, Func<Handling> create) => new(Share(key, create), IsOfPlugins: false);

    private Handling Share(HandlingKey key, Func<Handling> create)
        => _handlings.TryGetValue(key, out var handling) ? handling
            : _handlings.Count < MostShared ? _handlings.GetOrAdd(key, _ => create())
            : create();
}
