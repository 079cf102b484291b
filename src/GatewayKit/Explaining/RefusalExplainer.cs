using System.Text.Json;
using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.Routing;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Explaining;

/// <summary>Explains why a request is rejected, or matches no route.</summary>
/// <param name="snapshot">The active version of the gateway.</param>
/// <param name="routes">Explains routes.</param>
internal sealed class RefusalExplainer(CurrentSnapshot snapshot, RouteExplainer routes)
{
    public static Explanation OfEdge(GatewayResponse answer) => new() { Refused = answer.Status, Reason = ReasonOf(answer) };

    public static string ReasonOf(GatewayResponse answer)
        => "The edge rejects the request before the first plugin. "
            + $"{DetailOf(answer)}{(EdgeProblems.OptionFor(answer) is { } option ? $" The option {option} controls that." : "")}";

    /// <summary>Returns the explanation of an authentication plugin's response.</summary>
    /// <param name="explanation">The explanation of the route.</param>
    /// <param name="entry">The plugin.</param>
    /// <param name="answer">The response.</param>
    public static Explanation OfPlugin(Explanation explanation, PipelineEntry entry, GatewayResponse answer) => explanation with
    {
        Refused = answer.Status,
        RefusedBy = ExplainedPipeline.Of(entry),
        Reason = ReasonOf(entry, answer),
    };

    /// <summary>Returns the reason why an authentication plugin's response ends the request.</summary>
    /// <param name="entry">The plugin.</param>
    /// <param name="answer">The response.</param>
    public static string ReasonOf(PipelineEntry entry, GatewayResponse answer) => answer.IsProblem
        ? $"Plugin '{entry.Name}' rejects the request. {DetailOf(answer)}".TrimEnd()
        : $"Plugin '{entry.Name}' answers {answer.Status} instead of authenticating the caller.";

    /// <summary>Returns the reason of the response to a request that matches no route.</summary>
    public static string? ReasonOfUnmatched(GatewayResponse answer)
        => EdgeProblems.OptionFor(answer) is null ? DetailOf(answer) : ReasonOf(answer);

    /// <summary>Returns the explanation of a request that matches no route.</summary>
    public async Task<Explanation> UnmatchedAsync(HttpContext http, Endpoint? endpoint)
    {
        if (PreciseAnswers.Of(endpoint) is { } answered)
            return await OfNoRouteAsync(http, answered.Status, DetailOf(answered)).ConfigureAwait(false);
        if (EdgeMiddleware.IsMethodNotAllowed(endpoint))
            return await MethodNotAllowedAsync(http, endpoint!).ConfigureAwait(false);

        if (endpoint is RouteEndpoint && RouteExplainer.ModelOf(endpoint) is null)
        {
            return new Explanation
            {
                Reason = $"The endpoint '{endpoint.DisplayName}' of the host itself matches the request.",
                Others = await routes.OthersAsync(http, null).ConfigureAwait(false),
            };
        }

        var answer = EdgeMiddleware.Unmatched(http, snapshot.Active.Edge);
        return await OfNoRouteAsync(http, answer.Status, answer == GatewayProblems.NoRoute ? DetailOf(answer) : ReasonOf(answer))
            .ConfigureAwait(false);
    }

    private async Task<Explanation> MethodNotAllowedAsync(HttpContext http, Endpoint router)
    {
        // The router's own endpoint only sets the status and the Allow header.
        await router.RequestDelegate!(http).ConfigureAwait(false);
        var allowed = http.Response.Headers.Allow.ToString().Split(", ");
        var explanation = await OfNoRouteAsync(
            http, http.Response.StatusCode,
            $"No route matches the method {http.Request.Method} for this path. Allowed: {string.Join(", ", allowed)}.")
            .ConfigureAwait(false);
        return explanation with { AllowedMethods = allowed };
    }

    private async Task<Explanation> OfNoRouteAsync(HttpContext http, int status, string? reason) => new()
    {
        Refused = status,
        Reason = reason,
        Plugins = ExplainedPipeline.OfUnmatched(snapshot.Active, http),
        Others = await routes.OthersAsync(http, null).ConfigureAwait(false),
    };

    /// <summary>Returns the detail of a problem, which the client gets.</summary>
    public static string? DetailOf(GatewayResponse problem)
    {
        using var document = JsonDocument.Parse(problem.Body);
        return document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
    }
}
