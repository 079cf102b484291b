using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>
/// YARP's validator, which doesn't validate the same object again: YARP validates all routes and clusters at each change.
/// The configurations are immutable, and everything else that they are validated with is fixed when the host starts.
/// </summary>
internal sealed class ValidatedConfigs(IConfigValidator inner) : IConfigValidator
{
    private readonly ConditionalWeakTable<object, object> _valid = [];

    public ValueTask<IList<Exception>> ValidateRouteAsync(RouteConfig route) => ValidateAsync(route, inner.ValidateRouteAsync);

    public ValueTask<IList<Exception>> ValidateClusterAsync(ClusterConfig cluster) => ValidateAsync(cluster, inner.ValidateClusterAsync);

    private async ValueTask<IList<Exception>> ValidateAsync<T>(T config, Func<T, ValueTask<IList<Exception>>> validate) where T : class
    {
        if (_valid.TryGetValue(config, out _))
            return [];

        var errors = await validate(config).ConfigureAwait(false);
        if (errors.Count == 0)
            _valid.AddOrUpdate(config, this);
        return errors;
    }
}
