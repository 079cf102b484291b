using System.Globalization;
using GatewayKit.Admin;
using GatewayKit.Admin.Entries;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The revisions of the store, and what each has changed.</summary>
internal static class RevisionPages
{
    public static void Map(PageMap map)
    {
        map.Page("/revisions", AdminRole.Viewer, ListAsync);
        map.Page("/revisions/{n}", AdminRole.Viewer, ReadAsync);
    }

    private static async Task<IResult> ListAsync(OperatorRequest request)
    {
        var result = await RevisionEndpoints.ListAsync(request.Http, request.List with { Limit = "50" }).ConfigureAwait(false);
        return request.Show(result, list => request.Show<RevisionsPage>(
            "Revisions", page => new ListView<RevisionDocument>(page, list, page.Link("revisions"))));
    }

    private static async Task<IResult> ReadAsync(OperatorRequest request)
    {
        var number = request.Value("n");
        var revision = await RevisionEndpoints.ReadAsync(request.Http, number).ConfigureAwait(false);
        if (revision.Problem is { } problem)
            return OperatorPages.Problem(request.Page, problem);

        var difference = await RevisionEndpoints.CompareAsync(request.Http, number, request.Query("against")).ConfigureAwait(false);
        var title = string.Create(CultureInfo.InvariantCulture, $"Revision {revision.Value!.Number}");
        return request.Show<RevisionPage>(
            title, page => new RevisionView(page, revision.Value, difference.Value, difference.Problem),
            difference.Problem?.Status ?? StatusCodes.Status200OK);
    }
}
