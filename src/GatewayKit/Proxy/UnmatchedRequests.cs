using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy;

/// <summary>Answers requests that match no route. The global plugins for diagnostics see them, unless the edge rejects them.</summary>
internal sealed class UnmatchedRequests(CurrentSnapshot current, ExchangeRunner exchanges, ExchangeTelemetry telemetry) : IUnmatchedAnswers
{
    private static readonly RouteInfo s_route = new() { Id = UnmatchedRoute.Id };
    private static readonly RequestDelegate s_nowhere = static _ => Task.CompletedTask;

    public Task AnswerAsync(HttpContext http, GatewayResponse answer)
    {
        while (current.Value is { Unmatched: { } route } snapshot)
        {
            if (snapshot.TryEnter())
            {
                var sampled = telemetry.Sample(http, snapshot);
                var isRefused = EdgeCheck.FindRefusal(http, route) is not null;
                var measured = telemetry.Begin(http, route, sampled);
                return !isRefused
                    ? exchanges.RunAsync(new Exchange(http, route) { Otherwise = answer, Measurement = measured }, s_nowhere)
                    : EdgeCheck.RefuseAsync(http, route, answer, telemetry, measured);
            }
        }

        var measurement = telemetry.Begin(http, route: null, telemetry.Sample(http, current.Value));
        var written = GatewayResponseWriter.WriteAsync(http, answer, current.Value?.Edge.Problems ?? ProblemBodies.None);
        return measurement is null ? written : EndAsync(http, written, measurement);
    }

    private async Task EndAsync(HttpContext http, Task written, ExchangeMeasurement measurement)
    {
        try
        {
            await written.ConfigureAwait(false);
        }
        finally
        {
            telemetry.End(http, s_route, measurement, isAnswered: true);
        }
    }
}
