using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page with the sessions of a developer. Those of other developers don't exist.</summary>
internal sealed class SessionPages(PortalPages pages, FlashCookie flash)
{
    private const string Title = "Sessions";

    public async Task<IResult> ShowAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, Title, "account").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        return PortalPages.Page<SessionsPage>(new SessionsView(
            new FormView(page, request.Token) { Notice = flash.Take(request)?.Notice },
            await ReadAsync(request).ConfigureAwait(false), request.Session!));
    }

    public async Task<IResult> EndAsync(PortalRequest request)
    {
        var id = request.Value("session");
        var browser = (await ReadAsync(request).ConfigureAwait(false)).FirstOrDefault(session => session.Id == id)?.Browser;
        if (browser is null || !await request.Get<DeveloperSessions>()
            .EndAsync(request.Reader!.Id, id, request.Cancellation).ConfigureAwait(false))
        {
            return await pages.FrameAsync(request.Http, request.Prefix, Title, "account").ConfigureAwait(false) is { } page
                ? PortalPages.Missing(page)
                : pages.Starting(request.Prefix);
        }

        return await EndedAsync(request, "session ended", browser, "The session has ended.").ConfigureAwait(false);
    }

    public async Task<IResult> EndOthersAsync(PortalRequest request)
    {
        var count = await request.Get<DeveloperSessions>()
            .EndAllAsync(request.Reader!.Id, request.Session, request.Cancellation).ConfigureAwait(false);
        return await EndedAsync(request, "other sessions ended", $"{count}", "All other sessions have ended.").ConfigureAwait(false);
    }

    private static Task<List<SessionRow>> ReadAsync(PortalRequest request)
        => request.Get<DeveloperSessions>().ReadAsync(request.Reader!.Id, request.Cancellation);

    private async Task<IResult> EndedAsync(PortalRequest request, string action, string detail, string notice)
    {
        await request.Get<AuditLog>().WriteAsync(request.Http, request.Reader!, action, detail).ConfigureAwait(false);
        flash.Write(request, notice);
        return request.SeeOther(request.Link("account/sessions"));
    }
}
