using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page on which administrators block accounts and applications. For other developers, it doesn't exist.</summary>
internal sealed class AdministrationPages(PortalPages pages, FlashCookie flash, PortalAccountOptions options)
{
    private const int MaximumQuery = 256;

    private static readonly string s_reasonError
        = $"Enter a reason: one line with up to {ApplicationRow.MaximumBlockReasonLength} characters.";

    public Task<IResult> ShowAsync(PortalRequest request) => ForAdministratorAsync(request, async page =>
    {
        var query = request.Query("q").Trim();
        if (query.Length > MaximumQuery || query.Contains('\0', StringComparison.Ordinal))
            return PortalPages.Message(page, StatusCodes.Status400BadRequest, "The text of the search is too long or invalid.");

        var form = new FormView(page, request.Token) { Notice = flash.Take(request)?.Notice };
        return PortalPages.Page<AdministrationPage>(new AdministrationView(
            form, query, await request.Get<DeveloperSearch>().FindAsync(query, request.Cancellation).ConfigureAwait(false)));
    });

    public Task<IResult> BlockAccountAsync(PortalRequest request) => WithReasonAsync(request, async (page, reason) =>
        !Guid.TryParse(request.Value("developer"), out var id) ? PortalPages.Missing(page)
            : id == request.Reader!.Id
                ? PortalPages.Message(page, StatusCodes.Status400BadRequest, "Administrators can't block their own account.")
            : Done(
                request, page, "The account is blocked. Its applications have no keys any more.",
                await request.Get<Blocks>().BlockAccountAsync(request.Http, request.Reader, id, reason).ConfigureAwait(false)));

    public Task<IResult> UnblockAccountAsync(PortalRequest request) => ForAdministratorAsync(request, async page =>
        Done(
            request, page, "The account isn't blocked any more.",
            Guid.TryParse(request.Value("developer"), out var id)
                && await request.Get<Blocks>().UnblockAccountAsync(request.Http, request.Reader!, id).ConfigureAwait(false)));

    public Task<IResult> BlockApplicationAsync(PortalRequest request) => WithReasonAsync(request, async (page, reason) =>
        Done(
            request, page, "The application is blocked, and has no keys any more.",
            await request.Get<Blocks>()
                .BlockApplicationAsync(request.Http, request.Reader!, request.Value("application"), reason).ConfigureAwait(false)));

    public Task<IResult> UnblockApplicationAsync(PortalRequest request) => ForAdministratorAsync(request, async page =>
        Done(
            request, page, "The application can have keys again.",
            await request.Get<Blocks>()
                .UnblockApplicationAsync(request.Http, request.Reader!, request.Value("application")).ConfigureAwait(false)));

    private IResult Done(PortalRequest request, PortalPage page, string notice, bool exists)
    {
        if (!exists)
            return PortalPages.Missing(page);

        flash.Write(request, notice);
        var query = request.Field("q");
        return request.SeeOther(request.Link(
            query.Length is 0 or > MaximumQuery ? "administration" : $"administration?q={Uri.EscapeDataString(query)}"));
    }

    private Task<IResult> WithReasonAsync(PortalRequest request, Func<PortalPage, string, Task<IResult>> answer)
        => ForAdministratorAsync(request, async page =>
        {
            var reason = request.Field("reason");
            return PortalNames.IsName(reason, ApplicationRow.MaximumBlockReasonLength)
                ? await answer(page, reason).ConfigureAwait(false)
                : PortalPages.Message(page, StatusCodes.Status400BadRequest, s_reasonError);
        });

    private async Task<IResult> ForAdministratorAsync(PortalRequest request, Func<PortalPage, Task<IResult>> answer)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Administration", "account").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        return Administrators.Include(options, request.Reader!)
            ? await answer(page).ConfigureAwait(false)
            : PortalPages.Missing(page);
    }
}
