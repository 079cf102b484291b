using GatewayKit.Compilation;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Failures;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>Forwards on a route without plugins: only YARP, and the gateway's own responses to its failures.</summary>
internal sealed class PlainForwarding(
    ForwardingFailures failures, ConnectionDrain drain, TimeProvider time, ExchangeFailures unhandled, ExchangeTelemetry telemetry,
    ILogger<RouteHandler> logger)
{
    public async Task ForwardAsync(HttpContext http, CompiledRoute route, RequestDelegate forward, ExchangeMeasurement? measurement)
    {
        using var scope = ExchangeScope.Begin(logger, http, route.Info);
        var host = HostHeaders.Of(http);
        var mayBeBroken = true;
        var isAnswered = false;
        try
        {
            drain.Prepare(http);

            // Not earlier or later: each change of the features makes ASP.NET Core look all of them up again, as YARP's change does now.
            if (measurement is not null)
                http.Features.Set(measurement);
            await GrpcDeadline.ForwardAsync(http, forward, time).ConfigureAwait(false);
            drain.CloseIfDraining(http);
            BodilessResponse.FixLength(http);
            if (http.Features.Get<IForwarderErrorFeature>() is not { } error)
            {
                mayBeBroken = false;
                return;
            }

            measurement?.EndTransfer();
            failures.Report(http, route.Info, error);
            if (UpstreamErrors.Read(http, error) is { } problem)
            {
                isAnswered = true;
                await GatewayResponseWriter.WriteAsync(http, problem.Response, route.Problems, host).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (unhandled.AreAnswered(http, route, error))
        {
            isAnswered = true;
            await GatewayResponseWriter.WriteAsync(http, GatewayProblems.PluginFailed, route.Problems, host).ConfigureAwait(false);
        }
        finally
        {
            if (mayBeBroken && ExchangeFailures.IsForwardingBroken(http))
                BrokenRead.End(http, http.Request.Body);
            telemetry.End(http, route.Info, measurement, isAnswered);
            route.Snapshot.Exit();
        }
    }
}
