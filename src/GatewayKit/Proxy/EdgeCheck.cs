using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy;

/// <summary>Runs the edge's checks of a request that has entered the snapshot of its route. A rejected request leaves it.</summary>
internal static class EdgeCheck
{
    /// <returns>The response of the edge; null if the request can continue.</returns>
    public static GatewayResponse? FindRefusal(HttpContext http, CompiledRoute route)
    {
        try
        {
            return RequestGuard.Check(http, route.Paths, route.Snapshot.Edge, route.MaxRequestBodySize);
        }
        catch
        {
            route.Snapshot.Exit();
            throw;
        }
    }

    /// <summary>Answers a rejected request.</summary>
    public static async Task RefuseAsync(
        HttpContext http, CompiledRoute route, GatewayResponse refusal, ExchangeTelemetry telemetry, ExchangeMeasurement? measurement)
    {
        try
        {
            await GatewayResponseWriter.WriteAsync(http, refusal, route.Problems).ConfigureAwait(false);
        }
        finally
        {
            telemetry.End(http, route.Info, measurement, isAnswered: true);
            route.Snapshot.Exit();
        }
    }
}
