using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Planning;
using GatewayKit.Planning.Pending;
using GatewayKit.Statistics.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Planning;

/// <summary><c>POST /v1/plan</c>: what a change would do to the requests of the last minutes.</summary>
internal static class PlanEndpoints
{
    private const long MaximumBody = 16 * 1024 * 1024;

    private static readonly AdminProblem s_noSample = AdminProblem.NotFound(
        "The gateway doesn't sample requests. Set GatewayKitAdmin:TrafficSample:RequestsPerMinute to more than 0, and start it again.");

    public static void Map(RouteGroupBuilder api)
        => api.MapPost("/v1/plan", PlanAsync)
            .RequireRole(AdminRole.Operator).WithTags("Configuration").WithBodyLimit(MaximumBody)
            .WithBody<PlanRequest>(true, AdminJson.ContentType, PlanBody.Yaml)
            .WithProblems(400, 404, 409, 413, 415, 422, 501, 503)
            .WithSummary("Compare a change with the active configuration for the requests of the last minutes, without activating it.");

    private static async Task<AdminResult<PlanView>> PlanAsync(
        HttpContext http, CurrentSnapshot current, TrafficSample sample, PlanTurn turn)
    {
        if (!sample.IsEnabled)
            return s_noSample;
        if (current.Value is not { } active)
            return SnapshotReading.Inactive;

        var (change, problem) = await PlanBody.ReadAsync(http, active).ConfigureAwait(false);
        if (change is null)
            return problem!;
        if (!await turn.WaitAsync(http.RequestAborted).ConfigureAwait(false))
            return new AdminProblem(503, "Another change is being compared.") { Header = ("Retry-After", "1") };

        try
        {
            return await CompareAsync(http, change, sample.Read()).ConfigureAwait(false);
        }
        finally
        {
            turn.End();
        }
    }

    private static async Task<AdminResult<PlanView>> CompareAsync(HttpContext http, PendingChange change, SampleContent sample)
    {
        try
        {
            var report = await new GatewayPlanner(http.RequestServices)
                .PlanAsync(change, sample, http.RequestAborted).ConfigureAwait(false);
            return report is null ? ProblemOf(change) : AdminResult<PlanView>.Live(PlanView.Of(report, sample, change.Errors));
        }
        catch (NotSupportedException error)
        {
            return new AdminProblem(501, error.Message);
        }
        catch (ConfigurationReplacedException)
        {
            return new AdminProblem(503, "The gateway is starting or stopping.");
        }
    }

    private static AdminProblem ProblemOf(PendingChange change)
        => new(422, "The configuration with the change isn't valid, so nothing was compared.")
        {
            Errors = [.. change.Errors.Items.Select(AdminError.Of)],
        };
}
