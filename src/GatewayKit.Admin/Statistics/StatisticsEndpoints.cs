using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Statistics;

/// <summary><c>GET /v1/statistics</c>: the usage statistics of all nodes that share the store.</summary>
internal static class StatisticsEndpoints
{
    private static readonly AdminProblem s_noStore = AdminProblem.NotFound(
        "The gateway doesn't have a store, so it keeps no statistics. Start it with a store, such as --store gateway.db.");

    public static void Map(RouteGroupBuilder api)
        => api.MapGet("/v1/statistics", ReadAsync)
            .RequireRole(AdminRole.Viewer)
            .WithTags("Statistics")
            .WithProblems(400, 404, 503)
            .WithSummary("Get the numbers, bytes and latencies of requests by time, route, consumer and status class.");

    public static async Task<AdminResult<UsageDocument>> ReadAsync(
        HttpContext http, TimeProvider time, [AsParameters] StatisticsParameters parameters)
    {
        if (http.RequestServices.GetService<IGatewayStatistics>() is not { } statistics)
            return s_noStore;
        if (parameters.Read(time.GetUtcNow(), out var query) is { } problem)
            return problem;

        try
        {
            var result = await statistics.QueryAsync(query, http.RequestAborted).ConfigureAwait(false);
            return AdminResult<UsageDocument>.Live(UsageDocument.Of(query, result));
        }
        catch (ArgumentException error)
        {
            return new AdminProblem(400, error.Message) { Errors = [new AdminError("", error.Message)] };
        }
        catch (StoreUnavailableException)
        {
            return new AdminProblem(503, "The store doesn't answer.");
        }
    }
}
