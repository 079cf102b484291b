using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Ingresses;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>
/// Translates the resources of a cluster: 1. GatewayClasses, 2. Gateways with their ListenerSets, 3. routes and Ingresses, 4. the
/// configuration of all, 5. the statuses, which count the routes of listeners. Results of the call before are kept where nothing has
/// changed, so a translator is used by one caller at a time.
/// </summary>
/// <param name="routes">The kinds of routes.</param>
internal sealed class Translator(ImmutableArray<IRouteSet> routes) : ITranslator
{
    private readonly TranslationMemo _memo = new();
    private ConfigParts _parts = new();

    /// <summary>Returns a translator of all kinds of resources.</summary>
    public static Translator Create() => Create(new HttpRouteTranslator(), new GrpcRouteTranslator(), new StreamBackends());

    /// <summary>Returns a translator of all kinds of routes.</summary>
    /// <param name="http">Translates HTTPRoutes.</param>
    /// <param name="grpc">Translates GRPCRoutes.</param>
    /// <param name="backends">Resolves the backends of TLSRoutes and TCPRoutes.</param>
    public static Translator Create(IRouteTranslator<HttpRoute> http, IRouteTranslator<GrpcRoute> grpc, IStreamBackends backends)
    {
        var httpRoutes = new RouteSet<HttpRoute>(ResourceKind.HttpRoute, Sources.HttpRoutes, RouteHeader.Of, http);
        var grpcRoutes = new RouteSet<GrpcRoute>(ResourceKind.GrpcRoute, Sources.GrpcRoutes, RouteHeader.Of, grpc);
        httpRoutes.Conflicts = grpcRoutes.Conflicts = new RouteConflicts(httpRoutes, grpcRoutes);
        var tls = new StreamRouteTranslator<TlsRoute>(ResourceKind.TlsRoute, route => route.Spec, backends);
        var tcp = new StreamRouteTranslator<TcpRoute>(ResourceKind.TcpRoute, route => route.Spec, backends);
        return new Translator(
        [
            httpRoutes,
            grpcRoutes,
            new RouteSet<TlsRoute>(ResourceKind.TlsRoute, Sources.TlsRoutes, RouteHeader.Of, tls),
            new RouteSet<TcpRoute>(ResourceKind.TcpRoute, Sources.TcpRoutes, RouteHeader.Of, tcp),
        ]);
    }

    public Translation Translate(ClusterState state, TranslationOptions options, Translation? previous)
    {
        try
        {
            return TranslateNext(state, options, previous);
        }
        catch
        {
            _memo.Clear();
            _parts = new ConfigParts();
            throw;
        }
    }

    private Translation TranslateNext(ClusterState state, TranslationOptions options, Translation? previous)
    {
        _memo.Begin(state, options);
        var lookups = new Lookups(_memo);

        ResourceStatus[] classes =
            [.. state.GatewayClasses.Keys.Order().Select(name => GatewayClasses.Of(name, lookups)?.Status).OfType<ResourceStatus>()];
        TranslatedGateway[] gateways =
            [.. state.Gateways.Keys.Order().Select(name => GatewayTranslation.Of(name, lookups)).OfType<TranslatedGateway>()];
        var results = new List<RouteResult>();
        var former = new List<ResourceStatus>();
        foreach (var set in routes)
            set.AddTo(results, former, lookups);
        results.AddRange(IngressResults.All(lookups));
        _parts.Update(results, lookups);
        ListenerView[] views = [.. gateways.SelectMany(gateway => gateway.AllListeners).Select(listener => listener.View)];
        var statuses = new GatewayStatuses(new ListenerStatuses(_parts.Attached, options.ListenerFailures), options.Addresses);
        var translation = PluginTranslation.Add(new Translation
        {
            Config = _parts.AddTo(new GatewayConfig { Listeners = Listeners(gateways, lookups, previous?.Config.Listeners) }),
            Owners = _parts.Owners.SetItems(views.Select(view => KeyValuePair.Create(ConfigOwner.Listener(view.Name), view.Owner))),
            Sections = ImmutableDictionary<ConfigOwner, string>.Empty
                .SetItems(views.Select(view => KeyValuePair.Create(ConfigOwner.Listener(view.Name), view.Section))),
            Statuses =
            [
                .. classes,
                .. gateways.SelectMany(statuses.Of),
                .. results.Select(result => result.Status).OfType<ResourceStatus>(),
                .. former,
                .. BackendPolicies.Statuses(results, lookups),
            ],
            Services = [.. gateways.Select(gateway => gateway.Placement.Service).OfType<GatewayService>()],
            Warnings = [.. results.Where(result => !result.Route.Warnings.IsEmpty).SelectMany(result => result.Route.Warnings)],
        }, lookups);
        _memo.End();
        return translation with { Used = _memo.Used, Failures = _memo.Failures };
    }

    private static ImmutableDictionary<string, GatewayListener> Listeners(
        TranslatedGateway[] gateways, Lookups lookups, ImmutableDictionary<string, GatewayListener>? previous)
    {
        var listeners = (previous ?? new GatewayConfig().Listeners).ToBuilder();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = gateways.SelectMany(gateway => gateway.AllListeners)
            .Where(listener => listener.Config is not null)
            .Select(listener => (listener.View.Name, Listener: listener.Config!))
            .Concat(IngressListeners.All(lookups));
        foreach (var (name, listener) in all)
        {
            names.Add(name);
            if (!listeners.TryGetValue(name, out var before) || !ListenerComparison.AreEqual(before, listener))
                listeners[name] = listener;
        }

        string[] closed = [.. listeners.Keys.Where(name => !names.Contains(name))];
        listeners.RemoveRange(closed);
        return listeners.ToImmutable();
    }
}
