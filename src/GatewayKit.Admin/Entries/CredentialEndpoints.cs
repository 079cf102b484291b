using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary><c>POST /v1/consumers/{name}/credentials</c>: issues API keys.</summary>
internal static class CredentialEndpoints
{
    public static void Map(RouteGroupBuilder api)
        => api.MapPost("/v1/consumers/{name}/credentials", IssueAsync)
            .RequireRole(AdminRole.Admin).WithTags("Entries").WithBody<CredentialRequest>()
            .Produces<IssuedCredential>(201)
            .WithProblems(400, 404, 409, 413, 415, 422, 503)
            .WithSummary("Generate an API key for a consumer of the store, which is shown once and stored as a hash.");

    private static Task<AdminResult<IssuedCredential>> IssueAsync(HttpContext http, string name, [AsParameters] WriteQuery query)
        => StoreCall.RunAsync<IssuedCredential>(http, async store =>
        {
            if (query.Read(out var isDryRun) is { } wrongQuery)
                return wrongQuery;
            if (!EntryKeys.TryRead(EntryKinds.Consumers, name, out var key, out var invalid))
                return invalid;
            var (body, problem) = await AdminBody.ReadAsync<CredentialRequest>(http).ConfigureAwait(false);
            if (body is null)
                return problem!;

            var request = new KeyRequest
            {
                Consumer = key.Id,
                Author = StoreCall.AuthorOf(http),
                Id = body.Id,
                ExpiresAt = body.ExpiresAt,
                Message = body.Message,
                Scope = CallerScope.Of(http),
            };
            if (body.Prefix is { } prefix)
                request = request with { Prefix = prefix };
            var issued = await store.IssueKeyAsync(request, isDryRun, http.RequestAborted).ConfigureAwait(false);
            if (issued is null)
                return AdminProblem.NotFound($"The store doesn't have the consumer '{key.Id}'.");
            return ChangeResult.FindProblem(issued.Result) is { } error
                ? error
                : AdminResult<IssuedCredential>.Of(
                    new IssuedCredential(
                        issued.Result.IsWritten ? issued.Key : null, issued.Id, issued.VisiblePart, ChangeResult.Describe(issued.Result)),
                    issued.Result.IsWritten ? 201 : 200);
        });
}
