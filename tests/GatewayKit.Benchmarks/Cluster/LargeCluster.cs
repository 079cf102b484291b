using System.Globalization;
using System.Text.Json.Nodes;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A Gateway with many routes: a host for ten of them, and a Service for ten others, each with two endpoints.</summary>
/// <param name="Routes">The number of routes.</param>
/// <param name="Port">The port of the listener.</param>
/// <param name="Pod">The port of the pod behind all Services.</param>
internal sealed record LargeCluster(int Routes, int Port, int Pod)
{
    private const int Shared = 10;

    /// <summary>The host of a route.</summary>
    public static string HostOf(int route) => string.Create(CultureInfo.InvariantCulture, $"host-{route / Shared}.example.com");

    /// <summary>The path of a route.</summary>
    public static string PathOf(int route) => string.Create(CultureInfo.InvariantCulture, $"/r{route}");

    /// <summary>A route with another rule.</summary>
    /// <param name="route">The route.</param>
    /// <param name="probe">The path of the other rule; null for none.</param>
    public JsonObject Route(int route, string? probe = null)
        => Manifests.Route(NameOf(route), HostOf(route), ServiceOf(route % int.Max(Routes / Shared, 1)), PathOf(route), probe);

    /// <summary>All resources.</summary>
    public IEnumerable<JsonObject> Resources()
    {
        foreach (var resource in Manifests.Gateway(Port))
            yield return resource;
        for (var service = 0; service < int.Max(Routes / Shared, 1); service++)
        {
            yield return Manifests.Service(ServiceOf(service));
            yield return Slice(service);
        }

        for (var route = 0; route < Routes; route++)
            yield return Route(route);
    }

    /// <summary>The endpoints of a Service: the pod by two addresses.</summary>
    public JsonObject Slice(int service) => Manifests.Slice(
        ServiceOf(service), [new EndpointState("127.0.0.1", Pod, IsReady: true), new EndpointState("127.0.0.2", Pod, IsReady: true)]);

    private static string NameOf(int route) => string.Create(CultureInfo.InvariantCulture, $"route-{route}");

    private static string ServiceOf(int service) => string.Create(CultureInfo.InvariantCulture, $"service-{service}");
}
