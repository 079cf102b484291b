using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The members of an application, and the answers to invitations.</summary>
internal sealed class MemberPages(PortalPages pages, FlashCookie flash)
{
    /// <summary>The answer to a member who isn't an owner.</summary>
    public const string OwnersOnly = "Only owners of the application can do this.";

    public Task<IResult> ShowAsync(PortalRequest request)
        => WithApplicationAsync(request, (page, application) => ShowAsync(request, page, application, [], ""));

    public Task<IResult> InviteAsync(PortalRequest request) => WithOwnedAsync(request, async (page, application) =>
    {
        var email = request.Field("email");
        var role = request.Field("role") switch
        {
            "member" => MemberRole.Member,
            "owner" => MemberRole.Owner,
            _ => default(MemberRole?),
        };
        var error = role is null ? "Choose one of the roles."
            : await request.Get<Team>().InviteAsync(request.Http, request.Reader!, application, email, role.Value).ConfigureAwait(false);
        return error is null
            ? Back(request, application, "The developer with this address can accept the invitation on the page of applications.")
            : await ShowAsync(request, page, application, [error], email).ConfigureAwait(false);
    });

    public Task<IResult> WithdrawAsync(PortalRequest request) => WithOwnedAsync(request, async (_, application) =>
        Back(
            request, application,
            await request.Get<Team>()
                .WithdrawAsync(request.Http, request.Reader!, application, request.Field("email")).ConfigureAwait(false)
                ? "The invitation is withdrawn."
                : "There is no such invitation any more."));

    /// <summary>Removes a member. Members can remove themselves, too.</summary>
    public Task<IResult> RemoveAsync(PortalRequest request) => WithApplicationAsync(request, async (page, application) =>
    {
        if (!Guid.TryParse(request.Value("developer"), out var developer))
            return PortalPages.Missing(page);

        var isSelf = developer == request.Reader!.Id;
        if (!isSelf && !await IsOwnerAsync(request, application).ConfigureAwait(false))
            return PortalPages.Message(page, StatusCodes.Status403Forbidden, OwnersOnly);
        if (!await request.Get<Team>().RemoveAsync(request.Http, request.Reader, application, developer).ConfigureAwait(false))
            return PortalPages.Missing(page);
        if (!isSelf)
            return Back(request, application, "The developer doesn't belong to the application any more.");

        flash.Write(request, "You don't belong to the application any more.");
        return request.SeeOther(request.Link("applications"));
    });

    /// <summary>Accepts or declines an invitation of the reader.</summary>
    public async Task<IResult> AnswerAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Applications", "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var (id, isAccepted) = (request.Value("application"), request.Field("answer") == "accept");
        if (!await request.Get<Invitations>().AnswerAsync(request.Http, request.Reader!, id, isAccepted).ConfigureAwait(false))
            return PortalPages.Missing(page);

        flash.Write(request, isAccepted ? "You belong to the application." : "The invitation is declined.");
        return request.SeeOther(request.Link(isAccepted ? $"applications/{id}" : "applications"));
    }

    private async Task<IResult> ShowAsync(
        PortalRequest request, PortalPage page, ApplicationRow application, IReadOnlyList<string> errors, string email)
    {
        var team = request.Get<Team>();
        var form = new FormView(page, request.Token) { Errors = errors, Email = email, Notice = flash.Take(request)?.Notice };
        var isOwner = await IsOwnerAsync(request, application).ConfigureAwait(false);
        var result = PortalPages.Page<MembersPage>(new MembersView(
            form, application, await team.ReadAsync(application, request.Cancellation).ConfigureAwait(false),
            isOwner ? await team.ReadInvitationsAsync(application, request.Cancellation).ConfigureAwait(false) : [],
            request.Reader!.Id, isOwner));
        if (errors.Count > 0)
            result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }

    private Task<IResult> WithOwnedAsync(PortalRequest request, Func<PortalPage, ApplicationRow, Task<IResult>> answer)
        => WithApplicationAsync(request, async (page, application) =>
            await IsOwnerAsync(request, application).ConfigureAwait(false)
                ? await answer(page, application).ConfigureAwait(false)
                : PortalPages.Message(page, StatusCodes.Status403Forbidden, OwnersOnly));

    private async Task<IResult> WithApplicationAsync(PortalRequest request, Func<PortalPage, ApplicationRow, Task<IResult>> answer)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Members", "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        return await request.Get<ApplicationList>()
            .FindAsync(request.Reader!, request.Value("application"), request.Cancellation).ConfigureAwait(false) is { } application
            ? await answer(page with { Title = $"Members of {application.Name}" }, application).ConfigureAwait(false)
            : PortalPages.Missing(page);
    }

    private static Task<bool> IsOwnerAsync(PortalRequest request, ApplicationRow application)
        => request.Get<ApplicationList>().IsOwnerAsync(request.Reader!, application, request.Cancellation);

    private IResult Back(PortalRequest request, ApplicationRow application, string notice)
    {
        flash.Write(request, notice);
        return request.SeeOther(request.Link($"applications/{application.Id}/members"));
    }
}
