using System.Globalization;
using GatewayKit.Admin;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>Writes the content of an earlier revision as a new one, after a preview of the difference.</summary>
internal static class RollbackPages
{
    private const string Pattern = "/revisions/{n}/rollback";

    public static void Map(PageMap map)
    {
        map.Page(Pattern, AdminRole.Admin, request => PreviewAsync(request, hasChanged: false));
        map.Form(Pattern, AdminRole.Admin, RollBackAsync);
    }

    /// <summary>Shows what the rollback would change, based on the latest revision.</summary>
    private static async Task<IResult> PreviewAsync(OperatorRequest request, bool hasChanged)
    {
        var result = await RevisionEndpoints
            .RollBackToAsync(
                request.Http, request.Value("n"), new RollbackRequest { IncludePortal = IncludesPortal(request) }, isDryRun: true)
            .ConfigureAwait(false);
        return Show(request, result, hasChanged);
    }

    private static async Task<IResult> RollBackAsync(OperatorRequest request)
    {
        if (!long.TryParse(request.Text("basedOn"), NumberStyles.None, CultureInfo.InvariantCulture, out var basedOn))
            return await PreviewAsync(request, hasChanged: true).ConfigureAwait(false);

        var result = await RevisionEndpoints
            .RollBackToAsync(
                request.Http, request.Value("n"),
                new RollbackRequest { BasedOn = basedOn, Message = request.Message, IncludePortal = IncludesPortal(request) },
                isDryRun: false)
            .ConfigureAwait(false);
        if (result.Problem is { Status: 409 })
            return await PreviewAsync(request, hasChanged: true).ConfigureAwait(false);
        return result.Value is { } written
            ? OperatorRequest.GoTo(request.Page.Link("revisions", Shown.Plain(written.Revision)))
            : Show(request, result, hasChanged: false);
    }

    private static bool IncludesPortal(OperatorRequest request)
        => (request.Form is null ? request.Query(RollbackView.PortalField) : request.Text(RollbackView.PortalField)) == "true";

    private static IResult Show(OperatorRequest request, AdminResult<ChangeResult> result, bool hasChanged)
        => result.Problem is { Status: not (400 or 422) } problem
            ? OperatorPages.Problem(request.Page, problem)
            : request.Show<RollbackPage>(
                $"Roll back to revision {request.Value("n")}",
                page => new RollbackView(page, request.Value("n"), result.Value, result.Problem)
                {
                    HasChanged = hasChanged,
                    IncludesPortal = IncludesPortal(request),
                    Message = request.Text("message"),
                },
                result.Problem?.Status ?? (hasChanged ? StatusCodes.Status409Conflict : StatusCodes.Status200OK));
}
