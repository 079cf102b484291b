using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>Checks routes and clusters: by YARP's own validator, and for what it lets pass until a request comes.</summary>
internal sealed class ProxyConfigChecker(IConfigValidator validator)
{
    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        foreach (var (id, cluster) in config.Clusters)
            CheckCluster($"clusters.{id}", cluster, errors);
        foreach (var (id, route) in config.Routes)
            CheckRoute($"routes.{id}", route, config, errors);
    }

    private void CheckCluster(string where, GatewayCluster cluster, ConfigErrors errors)
    {
        if (!cluster.IsIncomplete)
            Report(where, Validate(() => validator.ValidateClusterAsync(cluster.Cluster)), cluster.Place, errors);
        foreach (var (id, destination) in cluster.Cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
        {
            if (!Uri.TryCreate(destination?.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                errors.Add($"{where}.destinations.{id}", $"address is '{destination?.Address}'; it must be an absolute http or https address.", cluster.Place);
            else if (address.Query.Length > 0 || address.Fragment.Length > 0)
                errors.Add($"{where}.destinations.{id}", "address has a query or a fragment; it may have a path at most.", cluster.Place);
        }
    }

    private void CheckRoute(string where, GatewayRoute route, GatewayConfig config, ConfigErrors errors)
    {
        if (!route.IsIncomplete)
            Report(where, Validate(() => validator.ValidateRouteAsync(route.Route)), route.Place, errors);
        if (!string.IsNullOrEmpty(route.Route.ClusterId) && !config.Clusters.ContainsKey(route.Route.ClusterId))
            errors.Add(where, $"clusterId is '{route.Route.ClusterId}'; {NameHint.For("cluster", route.Route.ClusterId, config.Clusters.Keys)}", route.Place);
    }

    /// <summary>YARP's validators are synchronous behind their signature unless the host adds one that is not.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "YARP throws for some values that it should report; each is a mistake in the configuration.")]
    private static IList<Exception> Validate(Func<ValueTask<IList<Exception>>> validate)
    {
        try
        {
            return validate().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            return [error];
        }
    }

    private static void Report(string where, IList<Exception> found, ConfigPlace place, ConfigErrors errors)
    {
        foreach (var error in found)
            errors.Add(where, error.Message, place);
    }
}
