using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using GatewayKit.Operators.Traffic;
using GatewayKit.Proxy;
using GatewayKit.Runtime;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Operators.Pages;

/// <summary>The overview: the traffic, the nodes, and everything that needs attention.</summary>
internal static class OverviewPages
{
    public static void Map(PageMap map) => map.Page("", AdminRole.Viewer, ReadAsync);

    private static async Task<IResult> ReadAsync(OperatorRequest request)
    {
        var current = request.Service<CurrentSnapshot>();
        var errors = request.Service<RecentErrors>().All;
        var plugins = PluginEndpoints.List(current, new PageRequest { Limit = "1000" }).Value?.Items ?? [];
        var nodes = request.Page.HasStore
            ? await RevisionEndpoints.ListNodesAsync(request.Http, new PageRequest { Limit = "1000" }).ConfigureAwait(false)
            : null;
        var usage = request.Http.RequestServices.GetService<IGatewayStatistics>() is { } statistics
            ? await UsageReader.ReadAsync(statistics, request.Service<TimeProvider>().GetUtcNow(), request.Http.RequestAborted)
                .ConfigureAwait(false)
            : null;
        var status = StatusEndpoints.Read(
            current, request.Service<Readiness>(), request.Service<IHostApplicationLifetime>(), request.Service<StartTime>()).Value!;
        var metrics = MetricsEndpoints.Read(current, request.Service<KeptClusters>(), request.Service<RequestFigures>()).Value;
        var pending = await ApprovalPages.CountAsync(request.Http).ConfigureAwait(false);
        return request.Show<OverviewPage>("Overview", page => new OverviewView(page, status, metrics)
        {
            Live = request.Service<LiveTraffic>().Read(),
            Usage = usage,
            Nodes = nodes?.Value?.Items ?? [],
            IsStoreSilent = nodes?.Problem is not null,
            Rejected = errors.Count(error => error.ResolvedAt is null),
            Pending = pending,
            Quarantined = [.. plugins.Where(plugin => plugin.IsQuarantined).Select(plugin => plugin.Name)],
            Replaced = [.. plugins.Where(plugin => plugin.Generations > 1).Select(plugin => plugin.Name)],
        });
    }
}
