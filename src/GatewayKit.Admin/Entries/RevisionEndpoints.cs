using System.Globalization;
using GatewayKit.Admin.Http;
using GatewayKit.Configuration.Messages;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary><c>/v1/revisions</c> and <c>/v1/nodes</c>: the history of the store, and the nodes that run it.</summary>
internal static class RevisionEndpoints
{
    private const string Tag = "Revisions";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/revisions", ListAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(400, 404, 503)
            .WithSummary("List the revisions of the store, the latest first.");
        api.MapGet("/v1/revisions/{n}", ReadAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(404, 410, 503)
            .WithSummary("Get a revision.");
        api.MapGet("/v1/revisions/{n}/diff", CompareAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(400, 404, 410, 503)
            .WithSummary("Compare a revision with the one before, or with another one.");
        api.MapPost("/v1/revisions/{n}/rollback", RollBackAsync)
            .RequireRole(AdminRole.Admin).WithTags(Tag).WithBody<RollbackRequest>().WithProblems(400, 404, 409, 410, 413, 415, 422, 503)
            .WithSummary("Write the content of an earlier revision as a new one. Consumers of the developer portal, with their keys, stay "
                + "as they are, unless the request includes them.");
        api.MapGet("/v1/nodes", ListNodesAsync)
            .RequireRole(AdminRole.Viewer).WithTags(Tag).WithProblems(400, 404, 503)
            .WithSummary("List the nodes that use the store, with the revisions that they run.");
    }

    public static Task<AdminResult<Page<RevisionDocument>>> ListAsync(HttpContext http, [AsParameters] PageRequest page)
        => StoreCall.RunAsync<Page<RevisionDocument>>(http, async store =>
        {
            if (page.Read(out var limit, out var after) is { } problem)
                return problem;
            long before = 0;
            if (after is not null && !TryParse(after, out before))
                return AdminProblem.BadRequest("cursor", "it must be the 'next' of another page.");

            var revisions = await store.ListAsync(limit, after is null ? null : before, http.RequestAborted).ConfigureAwait(false);
            return new Page<RevisionDocument>(
                [.. revisions.Revisions.Select(RevisionDocument.Of)],
                revisions.Next is { } next ? PageRequest.Encode(next.ToString(CultureInfo.InvariantCulture)) : null);
        });

    public static Task<AdminResult<RevisionDocument>> ReadAsync(HttpContext http, string n)
        => StoreCall.RunAsync<RevisionDocument>(http, async store
            => TryParse(n, out var number) && await store.FindAsync(number, http.RequestAborted).ConfigureAwait(false) is { } revision
                ? RevisionDocument.Of(revision)
                : Missing(n));

    public static Task<AdminResult<RevisionDifference>> CompareAsync(HttpContext http, string n, string? against)
        => StoreCall.RunAsync<RevisionDifference>(http, async store =>
        {
            if (!TryParse(n, out var to) || to == 0)
                return Missing(n);
            var from = to - 1;
            if (against is not null && !TryParse(against, out from))
                return AdminProblem.BadRequest("against", "it must be the number of a revision, 0 for the empty store.");

            var latest = (await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false)).Revision;
            if (to > latest || from > latest)
                return Missing(to > latest ? n : against!);
            var differences = await store.CompareAsync(from, to, http.RequestAborted).ConfigureAwait(false);
            return new RevisionDifference(from, to, [.. differences.Select(DifferenceDocument.Of)]);
        });

    private static Task<AdminResult<ChangeResult>> RollBackAsync(HttpContext http, string n, [AsParameters] WriteQuery query)
        => StoreCall.RunAsync<ChangeResult>(http, async store =>
        {
            if (query.Read(out var isDryRun) is { } wrongQuery)
                return wrongQuery;
            if (CallerScope.Of(http) is not null)
                return AdminProblem.OutOfScope;
            var (body, problem) = await AdminBody.ReadAsync<RollbackRequest>(http).ConfigureAwait(false);
            return body is null ? problem! : await RollBackToAsync(http, n, body, isDryRun).ConfigureAwait(false);
        });

    /// <summary>Writes the content of an earlier revision as a new one.</summary>
    public static Task<AdminResult<ChangeResult>> RollBackToAsync(HttpContext http, string n, RollbackRequest body, bool isDryRun)
        => StoreCall.RunAsync<ChangeResult>(http, async store =>
        {
            if (CallerScope.Of(http) is not null)
                return AdminProblem.OutOfScope;

            var latest = (await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false)).Revision;
            if (!TryParse(n, out var number) || number > latest)
                return Missing(n);
            var result = await store
                .RollBackAsync(
                    number, body.BasedOn ?? latest, StoreCall.AuthorOf(http), body.Message, isDryRun, body.IncludePortal,
                    http.RequestAborted)
                .ConfigureAwait(false);
            return ChangeResult.Of(result);
        });

    public static Task<AdminResult<Page<StoreNode>>> ListNodesAsync(HttpContext http, [AsParameters] PageRequest page)
        => StoreCall.RunAsync<Page<StoreNode>>(http, async store
            => page.Of(await store.ListNodesAsync(http.RequestAborted).ConfigureAwait(false), node => node.Name, node => node));

    private static bool TryParse(string text, out long number)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static AdminProblem Missing(string number)
        => AdminProblem.NotFound($"The store doesn't have the revision '{DisplayText.Name(number)}'.");
}
