using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy;

/// <summary>Builds the transforms of the gateway's routes around YARP's.
/// Doesn't change the routes of the host's own YARP configuration.</summary>
internal sealed class UpstreamTransformBuilder(
    ITransformBuilder inner, ConnectionDrain drain, IEnumerable<ITransformProvider> providers)
    : ITransformBuilder
{
    /// <summary>YARP's own provider, which adds a transform only for clusters with session affinity.</summary>
    private const string Affinity = "Yarp.ReverseProxy.SessionAffinity.AffinitizeTransformProvider";

    // Other providers of the host, which come later, can add transforms that look like YARP's own.
    private readonly PipelineTransforms? _last = providers.LastOrDefault() as PipelineTransforms;

    /// <summary>Whether routes without transforms of their own have the same ones: the host adds none.</summary>
    private readonly bool _areShared = inner.GetType().Assembly == typeof(ITransformBuilder).Assembly
        && providers.All(provider => provider is PipelineTransforms || provider.GetType().FullName == Affinity);

    private HttpTransformer? _withResponseHooks;
    private HttpTransformer? _withoutResponseHooks;

    public IReadOnlyList<Exception> ValidateRoute(RouteConfig route) => inner.ValidateRoute(route);

    public IReadOnlyList<Exception> ValidateCluster(ClusterConfig cluster) => inner.ValidateCluster(cluster);

    public HttpTransformer Build(RouteConfig route, ClusterConfig? cluster)
    {
        if (!ProxyRoutes.IsMarked(route))
            return inner.Build(route, cluster);
        if (!_areShared || route.Transforms?.Count > 0 || cluster?.SessionAffinity?.Enabled == true
            || _last?.MayHaveResponseHooks(route) is not { } mayHaveResponseHooks)
            return BuildOwn(route, cluster);

        return mayHaveResponseHooks
            ? _withResponseHooks ??= BuildOwn(route, cluster)
            : _withoutResponseHooks ??= BuildOwn(route, cluster);
    }

    public HttpTransformer Create(Action<TransformBuilderContext> action) => inner.Create(action);

    private UpstreamTransformer BuildOwn(RouteConfig route, ClusterConfig? cluster)
        => new(inner.Build(route, cluster), _last?.TakeBuilt(), drain);
}
