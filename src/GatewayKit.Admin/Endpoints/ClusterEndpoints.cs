using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using GatewayKit.Masking;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/clusters</c> and <c>GET /v1/clusters/{id}</c>.</summary>
internal static class ClusterEndpoints
{
    private const string Tag = "Clusters";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/clusters", List)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("List the active clusters with the health of their destinations.")
            .WithProblems(400, 503);
        api.MapGet("/v1/clusters/{id}", Read)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("Get an active cluster with the health of its destinations.")
            .WithProblems(404, 503);
    }

    public static AdminResult<Page<ClusterView>> List(
        CurrentSnapshot current, KeptClusters clusters, [AsParameters] PageRequest page)
        => current.Read(snapshot =>
        {
            var shown = new ShownConfig(snapshot);
            return page.Of(snapshot.Config.Clusters.Keys, id => id, id => Describe(snapshot, clusters, id, shown.Cluster(id)!));
        });

    public static AdminResult<ClusterDetail> Read(string id, CurrentSnapshot current, KeptClusters clusters)
        => current.Read<ClusterDetail>(snapshot =>
        {
            if (new ShownConfig(snapshot).Cluster(id) is not { } cluster)
                return ShownEntries.Missing("cluster", id);

            var view = Describe(snapshot, clusters, snapshot.Config.Clusters[id].Cluster.ClusterId, cluster);
            return new ClusterDetail(view.Id, view.Location, view.Content, cluster.Places, view.Destinations);
        });

    private static ClusterView Describe(GatewaySnapshot snapshot, KeptClusters clusters, string id, ShownEntry cluster)
    {
        var live = snapshot.ClusterVersions.TryGetValue(id, out var version) && clusters.Find(snapshot, version) is { } state
            ? state.DestinationsState.AllDestinations
            : [];
        var view = ShownEntries.View(id, cluster);
        return new ClusterView(
            id, view.Location, view.Content,
            [.. live.Select(Describe).OrderBy(destination => destination.Name, KeyComparer.Instance)]);
    }

    private static DestinationView Describe(DestinationState destination) => new(
        destination.DestinationId,
        ConfigSecrets.MaskedIn(destination.Model.Config.Address),
        RequestDestinations.IsHealthy(destination),
        PluginUses.Word(destination.Health.Active),
        PluginUses.Word(destination.Health.Passive),
        destination.ConcurrentRequestCount);
}
