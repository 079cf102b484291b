using System.Text.Json;
using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary><c>POST /v1/transactions</c>: changes several entries as one revision.</summary>
internal static class TransactionEndpoints
{
    private const long MaximumBody = 64 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
        => api.MapPost("/v1/transactions", ApplyAsync)
            .RequireRole(AdminRole.Admin).WithTags("Entries").WithBody<TransactionRequest>().WithBodyLimit(MaximumBody)
            .WithProblems(400, 404, 409, 413, 415, 422, 503)
            .WithSummary("Change several entries as one revision: all of them, or none.");

    private static Task<AdminResult<ChangeResult>> ApplyAsync(HttpContext http, [AsParameters] WriteQuery query)
        => StoreCall.RunAsync<ChangeResult>(http, async store =>
        {
            if (query.Read(out var isDryRun) is { } wrongQuery)
                return wrongQuery;
            var (body, problem) = await AdminBody.ReadAsync<TransactionRequest>(http).ConfigureAwait(false);
            return body is null ? problem! : await WriteAsync(http, store, body, isDryRun).ConfigureAwait(false);
        });

    /// <summary>Changes several entries as one revision.</summary>
    public static Task<AdminResult<ChangeResult>> WriteAsync(HttpContext http, TransactionRequest body, bool isDryRun)
        => StoreCall.RunAsync<ChangeResult>(http, store => WriteAsync(http, store, body, isDryRun));

    /// <summary>Reads the changes of a transaction, limited to what the caller may change.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">The transaction.</param>
    /// <param name="changes">The changes; null if there is a problem.</param>
    /// <returns>The problem; null if there is none.</returns>
    public static AdminProblem? Read(HttpContext http, TransactionRequest body, out StoreChangeSet? changes)
    {
        changes = null;
        var read = new List<StoreChange>();
        var errors = new List<AdminError>();
        for (var i = 0; i < body.Changes.Count; i++)
        {
            if (body.Changes[i] is not { } change)
                errors.Add(new AdminError($"changes[{i}]", "a change must not be null."));
            else if (EntryKeys.Parse(change.Key, out var error) is { } key)
                read.Add(Change(key, change));
            else
                errors.Add(new AdminError($"changes[{i}].key", error!));
        }

        if (body.Scope is { Count: 0 })
            errors.Add(new AdminError("scope", "it must have a label; omit it to change any entry."));
        if (errors.Count > 0)
            return new AdminProblem(400, "The changes aren't valid.") { Errors = errors };

        if (CallerScope.Check(http, read.Select(change => change.Key.Kind)) is { } outOfScope)
            return outOfScope;
        if (!CallerScope.TryMerge(http, body.Scope, out var scope))
            return AdminProblem.OutOfScope;

        changes = new StoreChangeSet
        {
            BasedOn = body.BasedOn,
            Author = StoreCall.AuthorOf(http),
            Message = body.Message ?? "",
            Scope = scope,
            Changes = read,
        };
        return null;
    }

    private static async Task<AdminResult<ChangeResult>> WriteAsync(
        HttpContext http, IGatewayStore store, TransactionRequest body, bool isDryRun)
        => Read(http, body, out var changes) is { } invalid
            ? invalid
            : ChangeResult.Of(await store.ApplyAsync(changes!, isDryRun, http.RequestAborted).ConfigureAwait(false));

    private static StoreChange Change(EntryKey key, EntryChangeRequest change) => new()
    {
        Key = key,
        Content = change.Content.ValueKind == JsonValueKind.Null ? null : change.Content.GetRawText(),
        Secrets = change.Secrets,
        Labels = change.Labels,
        Position = change.Position,
    };
}
