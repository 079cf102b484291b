using System.Runtime.CompilerServices;
using GatewayKit.Proxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>
/// YARP's validator, which doesn't validate the same object again: YARP validates all routes and clusters at each change.
/// The configurations are immutable, and everything else that they are validated with is fixed when the host starts.
/// </summary>
internal sealed class ValidatedConfigs(IConfigValidator inner) : IConfigValidator
{
    private static readonly IList<Exception> s_none = Array.Empty<Exception>();

    private readonly ConditionalWeakTable<object, object> _valid = [];

    public ValueTask<IList<Exception>> ValidateRouteAsync(RouteConfig route) => ValidateAsync(route, inner.ValidateRouteAsync);

    public ValueTask<IList<Exception>> ValidateClusterAsync(ClusterConfig cluster) => ValidateAsync(cluster, inner.ValidateClusterAsync);

    private ValueTask<IList<Exception>> ValidateAsync<T>(T config, Func<T, ValueTask<IList<Exception>>> validate) where T : class
        => _valid.TryGetValue(config, out _) ? new(s_none) : ValidateNewAsync(config, validate);

    private async ValueTask<IList<Exception>> ValidateNewAsync<T>(T config, Func<T, ValueTask<IList<Exception>>> validate)
        where T : class
    {
        var errors = await validate(config).ConfigureAwait(false);

        // YARP gets the marked copy of a route. The route itself is validated only once anyway.
        if (errors.Count == 0 && (config is not RouteConfig route || ProxyRoutes.IsMarked(route)))
            _valid.AddOrUpdate(config, this);
        return errors;
    }
}
