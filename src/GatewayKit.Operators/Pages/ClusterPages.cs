using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Compilation;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using GatewayKit.Proxy;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The active clusters, with the health of their destinations.</summary>
internal static class ClusterPages
{
    public static void Map(PageMap map)
    {
        map.Page("/clusters", AdminRole.Viewer, request => Task.FromResult(List(request)));
        map.Page("/clusters/{id}", AdminRole.Viewer, request => Task.FromResult(Read(request)));
    }

    private static IResult List(OperatorRequest request)
        => request.Show(
            ClusterEndpoints.List(request.Service<CurrentSnapshot>(), request.Service<KeptClusters>(), request.List),
            list => request.Show<ClustersPage>("Clusters", page => new ListView<ClusterView>(page, list, page.Link("clusters"))));

    private static IResult Read(OperatorRequest request)
        => request.Show(
            ClusterEndpoints.Read(request.Value("id"), request.Service<CurrentSnapshot>(), request.Service<KeptClusters>()),
            cluster => request.Show<ClusterPage>($"Cluster {cluster.Id}", page => new ItemView<ClusterDetail>(page, cluster)));
}
