using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy;

/// <summary>Builds the transforms of the gateway's routes around YARP's.
/// Doesn't change the routes of the host's own YARP configuration.</summary>
internal sealed class UpstreamTransformBuilder(
    ITransformBuilder inner, ConnectionDrain drain, IEnumerable<ITransformProvider> providers, IUpstreamAttempts? attempts = null)
    : ITransformBuilder
{
    // Other providers of the host, which come later, can add transforms that look like YARP's own.
    private readonly PipelineTransforms? _last = providers.LastOrDefault() as PipelineTransforms;

    public IReadOnlyList<Exception> ValidateRoute(RouteConfig route) => inner.ValidateRoute(route);

    public IReadOnlyList<Exception> ValidateCluster(ClusterConfig cluster) => inner.ValidateCluster(cluster);

    public HttpTransformer Build(RouteConfig route, ClusterConfig? cluster)
    {
        var transformer = inner.Build(route, cluster);
        return ProxyRoutes.IsMarked(route)
            ? new UpstreamTransformer(transformer, _last?.TakeBuilt(), drain, attempts is not null) : transformer;
    }

    public HttpTransformer Create(Action<TransformBuilderContext> action) => inner.Create(action);
}
