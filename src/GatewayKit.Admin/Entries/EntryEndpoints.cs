using GatewayKit.Admin.Http;
using GatewayKit.Masking;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary><c>/v1/entries</c>: reads, creates, replaces, patches and deletes entries of the store.</summary>
internal static class EntryEndpoints
{
    private const string Tag = "Entries";
    private const string PatchType = "application/merge-patch+json";

    /// <summary>A content can have 1 MB.</summary>
    private const long MaximumBody = 2 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/entries", ListAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(400, 404, 503)
            .WithSummary("List the entries of the store, of one kind or with certain labels.");
        api.MapGet("/v1/entries/{kind}/{id}", ReadAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(404, 503)
            .WithSummary("Get an entry of the store.");
        api.MapPut("/v1/entries/{kind}/{id}", ReplaceAsync)
            .RequireRole(AdminRole.Admin).WithTags(Tag).WithBody<EntryWrite>().WithBodyLimit(MaximumBody)
            .WithProblems(400, 404, 409, 412, 413, 415, 422, 428, 503)
            .WithSummary("Create an entry, or replace the one that If-Match names.");
        api.MapPatch("/v1/entries/{kind}/{id}", PatchAsync)
            .RequireRole(AdminRole.Admin).WithTags(Tag).WithBody<EntryPatch>(isRequired: true, PatchType).WithBodyLimit(MaximumBody)
            .WithProblems(400, 404, 409, 412, 413, 415, 422, 503)
            .WithSummary("Change a part of an entry by a merge patch.");
        api.MapDelete("/v1/entries/{kind}/{id}", DeleteAsync)
            .RequireRole(AdminRole.Admin).WithTags(Tag).WithProblems(400, 404, 409, 412, 422, 428, 503)
            .WithSummary("Delete the entry that If-Match names.");
    }

    private static Task<AdminResult<EntryPage>> ListAsync(
        HttpContext http, ConfigSecrets secrets, [AsParameters] PageRequest page, string? kind,
        [FromQuery(Name = "label")] string[]? labels)
        => StoreCall.RunAsync<EntryPage>(http, async store =>
        {
            if (page.Read(out var limit, out var after) is { } problem)
                return problem;
            if (kind is not null && !EntryKinds.All.Contains(kind))
                return AdminProblem.BadRequest("kind", $"it must be one of {string.Join(", ", EntryKinds.All)}.");
            if (EntryLabels.Parse(labels ?? []) is not { } required)
                return AdminProblem.BadRequest("label", "it must be a name and a value, such as team=orders.");

            var content = await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false);
            var rest = content.Entries.Values
                .Where(entry => (kind is null || entry.Key.Kind == kind) && EntryLabels.Has(entry, required))
                .OrderBy(entry => entry.Key.ToString(), KeyComparer.Instance)
                .Where(entry => after is null || KeyComparer.Instance.Compare(entry.Key.ToString(), after) > 0)
                .Take(limit + 1)
                .ToList();
            var items = rest.Take(limit).ToList();
            return new EntryPage(
                content.Revision, [.. items.Select(entry => EntryDocument.Of(entry, secrets))],
                rest.Count > limit ? PageRequest.Encode(items[^1].Key.ToString()) : null);
        });

    public static Task<AdminResult<EntryDocument>> ReadAsync(HttpContext http, ConfigSecrets secrets, string kind, string id)
        => StoreCall.RunAsync<EntryDocument>(http, async store =>
        {
            if (!EntryKeys.TryRead(kind, id, out var key, out var problem))
                return problem;

            var content = await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false);
            return content.Find(key) is { } entry
                ? AdminResult<EntryDocument>.Of(EntryDocument.Of(entry, secrets), tag: EntityTag.Of(entry.Version))
                : Missing(key);
        });

    private static Task<AdminResult<ChangeResult>> ReplaceAsync(
        HttpContext http, string kind, string id, [AsParameters] WriteQuery query)
        => WriteAsync(http, kind, id, query, mustMatch: true, async (key, before) =>
        {
            var (body, problem) = await AdminBody.ReadAsync<EntryWrite>(http).ConfigureAwait(false);
            return body is null
                ? (null, "", problem)
                : (new StoreChange
                {
                    Key = before?.Key ?? key,
                    Content = body.Content.GetRawText(),
                    Secrets = body.Secrets,
                    Labels = body.Labels,
                    Position = body.Position,
                }, body.Message ?? "", null);
        });

    private static Task<AdminResult<ChangeResult>> PatchAsync(HttpContext http, string kind, string id, [AsParameters] WriteQuery query)
        => WriteAsync(http, kind, id, query, mustMatch: false, async (key, before) =>
        {
            if (before is null)
                return (null, "", Missing(key));

            var (body, problem) = await AdminBody.ReadAsync<EntryPatch>(http, PatchType).ConfigureAwait(false);
            return body is null
                ? (null, "", problem)
                : (new StoreChange
                {
                    Key = before.Key,
                    Content = body.Content is null ? before.Content : null,
                    Patch = body.Content?.GetRawText(),
                    Secrets = body.Secrets,
                    Labels = EntryLabels.Merge(before, body.Labels),
                    Position = body.Position,
                }, body.Message ?? "", null);
        });

    private static Task<AdminResult<ChangeResult>> DeleteAsync(
        HttpContext http, string kind, string id, string? message, [AsParameters] WriteQuery query)
        => WriteAsync(http, kind, id, query, mustMatch: true, (key, before) => Task.FromResult<(StoreChange?, string, AdminProblem?)>(
            before is null ? (null, "", Missing(key)) : (new StoreChange { Key = before.Key }, message ?? "", null)));

    private static Task<AdminResult<ChangeResult>> WriteAsync(
        HttpContext http, string kind, string id, WriteQuery query, bool mustMatch,
        Func<EntryKey, StoreEntry?, Task<(StoreChange? Change, string Message, AdminProblem? Problem)>> read)
        => StoreCall.RunAsync<ChangeResult>(http, async store =>
        {
            if (!EntryKeys.TryRead(kind, id, out var key, out var invalid))
                return invalid;
            if (query.Read(out var isDryRun) is { } wrongQuery)
                return wrongQuery;
            if (CallerScope.Check(http, kind) is { } outOfScope)
                return outOfScope;

            var content = await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false);
            var before = content.Find(key);
            var (change, message, problem) = await read(key, before).ConfigureAwait(false);
            if ((problem ?? Preconditions.Check(http.Request, before, mustMatch)) is { } refused)
                return refused;

            var result = await store.ApplyAsync(
                new StoreChangeSet
                {
                    BasedOn = content.Revision,
                    Author = StoreCall.AuthorOf(http),
                    Message = message,
                    Scope = CallerScope.Of(http),
                    Changes = [change! with { ExpectedVersion = before?.Version ?? 0 }],
                },
                isDryRun, http.RequestAborted).ConfigureAwait(false);
            var version = result.IsWritten ? result.Revision : before?.Version;
            var isNew = before is null && result.IsWritten;
            return ChangeResult.Of(result, described => AdminResult<ChangeResult>.Of(
                described, isNew ? 201 : 200,
                tag: change.Content is null && change.Patch is null || version is null ? null : EntityTag.Of(version.Value),
                location: isNew ? LocationOf(http.Request, key) : null));
        });

    private static string LocationOf(HttpRequest request, EntryKey key)
    {
        var path = (request.PathBase + request.Path).ToUriComponent();
        return path[..(path.TrimEnd('/').LastIndexOf('/') + 1)] + Uri.EscapeDataString(key.Id);
    }

    private static AdminProblem Missing(EntryKey key) => AdminProblem.NotFound($"The store doesn't have the entry '{key}'.");
}
