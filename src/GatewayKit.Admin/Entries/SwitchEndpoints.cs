using System.Text.Json.Nodes;
using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary>The switches that operators need at once: they drain destinations, and put routes in maintenance.</summary>
internal static class SwitchEndpoints
{
    private const string Tag = "Switches";
    private const int MaximumAttempts = 10;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/v1/clusters/{id}/destinations/{name}/state", SetStateAsync)
            .RequireRole(AdminRole.Operator).WithTags(Tag).WithBody<DestinationSwitch>()
            .WithProblems(400, 404, 409, 412, 413, 415, 422, 503)
            .WithSummary("Drain, disable, weight or activate a destination of a cluster in the store.");
        api.MapPut("/v1/routes/{id}/maintenance", SetMaintenanceAsync)
            .RequireRole(AdminRole.Operator).WithTags(Tag).WithBody<MaintenanceSwitch>()
            .WithProblems(400, 404, 409, 412, 413, 415, 422, 503)
            .WithSummary("Begin or end the maintenance of a route in the store.");
    }

    private static Task<AdminResult<ChangeResult>> SetStateAsync(
        HttpContext http, string id, string name, [AsParameters] WriteQuery query)
        => SetAsync<DestinationSwitch>(http, query, (body, isDryRun) => SwitchDestinationAsync(http, id, name, body, isDryRun));

    /// <summary>Drains, disables, weights or activates a destination.</summary>
    public static Task<AdminResult<ChangeResult>> SwitchDestinationAsync(
        HttpContext http, string id, string name, DestinationSwitch body, bool isDryRun)
        => SetAsync(http, EntryKinds.Clusters, id, isDryRun, cluster =>
        {
            if (body is { State: null, Weight: null })
                return (null, "", new AdminProblem(400, "The body must have a state, a weight, or both."));
            return SwitchPatch.DestinationOf(cluster, name) is { } destination
                ? (SwitchPatch.OfState(cluster, destination, body),
                    body.Message ?? $"Switch the destination '{destination}' of the cluster '{cluster.Key.Id}'.", null)
                : (null, "", AdminProblem.NotFound($"The cluster '{cluster.Key.Id}' doesn't have the destination '{name}'."));
        });

    private static Task<AdminResult<ChangeResult>> SetMaintenanceAsync(HttpContext http, string id, [AsParameters] WriteQuery query)
        => SetAsync<MaintenanceSwitch>(http, query, (body, isDryRun) => SwitchRouteAsync(http, id, body, isDryRun));

    /// <summary>Begins or ends the maintenance of a route.</summary>
    public static Task<AdminResult<ChangeResult>> SwitchRouteAsync(
        HttpContext http, string id, MaintenanceSwitch body, bool isDryRun)
        => SetAsync(http, EntryKinds.Routes, id, isDryRun, route => (
            SwitchPatch.OfMaintenance(route, body),
            body.Message ?? $"{(body.Enabled ? "Begin" : "End")} the maintenance of the route '{route.Key.Id}'.", null));

    private static Task<AdminResult<ChangeResult>> SetAsync<T>(
        HttpContext http, WriteQuery query, Func<T, bool, Task<AdminResult<ChangeResult>>> set)
        where T : class
        => StoreCall.RunAsync<ChangeResult>(http, async _ =>
        {
            if (query.Read(out var isDryRun) is { } wrongQuery)
                return wrongQuery;
            var (body, problem) = await AdminBody.ReadAsync<T>(http).ConfigureAwait(false);
            return body is null ? problem! : await set(body, isDryRun).ConfigureAwait(false);
        });

    private static Task<AdminResult<ChangeResult>> SetAsync(
        HttpContext http, string kind, string id, bool isDryRun,
        Func<StoreEntry, (JsonObject? Patch, string Message, AdminProblem? Problem)> read)
        => StoreCall.RunAsync<ChangeResult>(http, async store =>
        {
            if (!EntryKeys.TryRead(kind, id, out var key, out var invalid))
                return invalid;

            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await SetAsync(http, store, key, isDryRun, read).ConfigureAwait(false);
                }
                catch (StoreConflictException) when (attempt < MaximumAttempts && http.Request.Headers.IfMatch.Count == 0)
                {
                    // Another writer has changed the entry meanwhile; the switch only changes its own keys.
                }
            }
        });

    private static async Task<AdminResult<ChangeResult>> SetAsync(
        HttpContext http, IGatewayStore store, EntryKey key, bool isDryRun,
        Func<StoreEntry, (JsonObject? Patch, string Message, AdminProblem? Problem)> read)
    {
        var content = await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false);
        if (content.Find(key) is not { } entry)
        {
            return AdminProblem.NotFound(
                $"The store doesn't have the entry '{key}'. Switches change entries of the store, not those of files.");
        }

        if (Preconditions.Check(http.Request, entry, mustMatch: false) is { } refused)
            return refused;
        var (patch, message, problem) = read(entry);
        if (problem is not null)
            return problem;

        var result = await store.ApplyAsync(
            new StoreChangeSet
            {
                BasedOn = content.Revision,
                Author = StoreCall.AuthorOf(http),
                Message = message,
                Scope = CallerScope.Of(http),
                Changes = [new StoreChange { Key = entry.Key, Patch = patch!.ToJsonString(), ExpectedVersion = entry.Version }],
            },
            isDryRun, http.RequestAborted).ConfigureAwait(false);
        return ChangeResult.Of(result);
    }
}
