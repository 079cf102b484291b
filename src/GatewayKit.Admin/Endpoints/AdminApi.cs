using GatewayKit.Admin.Describing;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Admin.Planning;
using GatewayKit.Admin.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary>The endpoints of the admin API.</summary>
internal static class AdminApi
{
    /// <summary>The name of its OpenAPI document, and the group name of its endpoints.</summary>
    public const string Name = "gatewaykit-admin";

    /// <summary>Maps all endpoints. Each group of endpoints is a class with a method <c>Map</c>.</summary>
    /// <param name="api">The group, whose endpoints check their callers.</param>
    /// <param name="known">The endpoints that are mapped.</param>
    public static void Map(RouteGroupBuilder api, KnownEndpoints known)
    {
        DocumentEndpoint.Map(api);
        StatusEndpoints.Map(api);
        StoreEndpoints.Map(api);
        StatisticsEndpoints.Map(api);
        MetricsEndpoints.Map(api);
        ConfigEndpoints.Map(api);
        ExplainEndpoints.Map(api);
        PlanEndpoints.Map(api);
        RouteEndpoints.Map(api);
        ClusterEndpoints.Map(api);
        CallerEndpoints.Map(api);
        PluginEndpoints.Map(api);

        // Also for unknown paths, a caller without credentials gets a 401.
        api.Map("/v1/{**path}", (HttpContext http) => (IResult)known.ProblemOf(http))
            .RequireRole(AdminRole.Viewer)
            .ExcludeFromDescription();
    }
}
