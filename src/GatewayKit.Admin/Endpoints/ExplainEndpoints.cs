using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>POST /v1/explain</c>: how the gateway would handle a request.</summary>
internal static class ExplainEndpoints
{
    /// <summary>An explanation matches all routes, so that only a few run at a time.</summary>
    private const int MaxRunning = 2;

    private const int MaxBodySize = 64 * 1024;

    private static readonly SemaphoreSlim s_running = new(MaxRunning);

    public static void Map(RouteGroupBuilder api)
        => api.MapPost("/v1/explain", ExplainAsync)
            .RequireRole(AdminRole.Operator)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
            .WithBody<ExplainBody>()
            .WithTags("Configuration")
            .WithSummary("Explain how the gateway would handle a request, without sending it.")
            .WithProblems(400, 413, 415, 503);

    private static async Task<AdminResult<ExplanationView>> ExplainAsync(HttpContext http, CurrentSnapshot current)
    {
        var (body, problem) = await AdminBody.ReadAsync<ExplainBody>(http).ConfigureAwait(false);
        return body is null ? problem! : await ExplainRequestAsync(http, current, body).ConfigureAwait(false);
    }

    /// <summary>Explains how the gateway would handle a request.</summary>
    public static async Task<AdminResult<ExplanationView>> ExplainRequestAsync(HttpContext http, CurrentSnapshot current, ExplainBody body)
    {
        if (body.Read(out var url) is { } invalid)
            return invalid;
        if (GatewayExplainer.Of(http.RequestServices) is not { } explainer)
            return new AdminProblem(503, "The app doesn't map the gateway.");
        if (!await s_running.WaitAsync(TimeSpan.FromSeconds(10), http.RequestAborted).ConfigureAwait(false))
            return new AdminProblem(503, "Other requests are being explained.") { Header = ("Retry-After", "1") };

        try
        {
            var explanation = await explainer.ExplainAsync(body.Method, url!, body.Headers).ConfigureAwait(false);
            return current.Read<ExplanationView>(snapshot => AdminResult<ExplanationView>.Of(ExplanationView.Of(snapshot, explanation)));
        }
        finally
        {
            s_running.Release();
        }
    }
}
