using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy;

/// <summary>Answers requests that match no route. The global plugins for diagnostics see them, unless the edge rejects them.</summary>
internal sealed class UnmatchedRequests(CurrentSnapshot current, ExchangeRunner exchanges) : IUnmatchedAnswers
{
    private static readonly RequestDelegate s_nowhere = static _ => Task.CompletedTask;

    public Task AnswerAsync(HttpContext http, GatewayResponse answer)
    {
        while (current.Value is { Unmatched: { } route } snapshot)
        {
            if (snapshot.TryEnter())
            {
                return EdgeCheck.FindRefusal(http, route) is null
                    ? exchanges.RunAsync(new Exchange(http, route) { Otherwise = answer }, s_nowhere)
                    : EdgeCheck.RefuseAsync(http, route, answer);
            }
        }

        return GatewayResponseWriter.WriteAsync(http, answer, current.Value?.Edge.Problems ?? ProblemBodies.None);
    }
}
