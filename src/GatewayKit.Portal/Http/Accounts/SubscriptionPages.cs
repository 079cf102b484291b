using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Http.Forms;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The forms of subscriptions, and the approvals of the owners of APIs.</summary>
internal sealed class SubscriptionPages(PortalPages pages, FlashCookie flash)
{
    public Task<IResult> RequestAsync(PortalRequest request) => WithApplicationAsync(request, async (content, application) =>
    {
        var value = request.Field("plan");
        var choices = await pages.ChoicesAsync(request.Http).ConfigureAwait(false);
        if (choices.FirstOrDefault(plan => plan.Value == value) is not { } choice)
            return Back(request, application, "The plan doesn't exist any more. Choose another one.");
        if (await request.Get<ApplicationAccess>().ProblemAsync(application, request.Cancellation).ConfigureAwait(false) is { } problem)
            return Back(request, application, problem);

        var reason = await request.Get<SubscriptionLimits>()
            .FindReasonAsync(application, choice, request.Cancellation).ConfigureAwait(false);
        if (reason is not null)
            return Back(request, application, reason);

        var state = await request.Get<SubscriptionList>()
            .RequestAsync(request.Http, request.Reader!, content, application, choice).ConfigureAwait(false);
        return Back(request, application, state == SubscriptionState.Active
            ? "The subscription is active."
            : "The owner of the API decides about the subscription.");
    });

    public Task<IResult> CancelAsync(PortalRequest request) => WithApplicationAsync(request, async (content, application) =>
    {
        var isCanceled = await request.Get<SubscriptionList>()
            .CancelAsync(request.Http, request.Reader!, content, application, request.Value("api"), request.Value("plan"))
            .ConfigureAwait(false);
        return Back(request, application, isCanceled ? "The subscription is canceled." : "The application doesn't have this subscription.");
    });

    public async Task<IResult> ApprovalsAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Approvals", "account").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        var pending = await request.Get<SubscriptionApprovals>()
            .ReadPendingAsync(request.Reader!, content, OwnedPage.NumberOf(request.Query("page")), request.Cancellation)
            .ConfigureAwait(false);
        var form = new FormView(page, request.Token) { Notice = flash.Take(request)?.Notice };
        return PortalPages.Page<ApprovalsPage>(
            new ApprovalsView(form, new PendingView(pending, FormTokens.Field, form.Token, page.Link("approvals"))));
    }

    public async Task<IResult> ActiveAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Active subscriptions", "account").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        var active = await request.Get<SubscriptionApprovals>()
            .ReadActiveAsync(request.Reader!, content, OwnedPage.NumberOf(request.Query("page")), request.Cancellation)
            .ConfigureAwait(false);
        var form = new FormView(page, request.Token) { Notice = flash.Take(request)?.Notice };
        return PortalPages.Page<ActivePage>(new ActiveView(form, active));
    }

    public async Task<IResult> WithdrawAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Active subscriptions", "account").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        var reason = request.Field("reason");
        if (!PortalNames.IsName(reason, SubscriptionRow.MaximumReasonLength))
            return PortalPages.Message(page, StatusCodes.Status400BadRequest, $"Enter a reason. {SubscriptionDecision.ReasonRule}");

        var isWithdrawn = await request.Get<SubscriptionApprovals>().WithdrawAsync(
            request.Http, request.Reader!, content, request.Value("application"), request.Value("api"), request.Value("plan"), reason)
            .ConfigureAwait(false);
        if (!isWithdrawn)
            return PortalPages.Missing(page);

        flash.Write(request, "The subscription is withdrawn.");
        return request.SeeOther(request.Link("approvals/active"));
    }

    public async Task<IResult> DecideAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Approvals", "account").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        if (SubscriptionDecision.Read(request.Field("decision"), request.Field("reason"), out var error) is not { } decision)
            return PortalPages.Message(page, StatusCodes.Status400BadRequest, error);

        var isDecided = await request.Get<SubscriptionApprovals>().DecideAsync(
            request.Http, request.Reader!, content, request.Value("application"), request.Value("api"), request.Value("plan"),
            decision).ConfigureAwait(false);
        if (!isDecided)
            return PortalPages.Missing(page);

        flash.Write(request, decision.Rejection is null ? "The subscription is approved." : "The subscription is rejected.");
        return request.SeeOther(request.Link("approvals"));
    }

    private async Task<IResult> WithApplicationAsync(
        PortalRequest request, Func<PortalContent, ApplicationRow, Task<IResult>> answer)
    {
        if (await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content
            || await pages.FrameAsync(request.Http, request.Prefix, "Not found", null).ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var list = request.Get<ApplicationList>();
        if (await list.FindAsync(request.Reader!, request.Value("application"), request.Cancellation).ConfigureAwait(false)
            is not { } application)
            return PortalPages.Missing(page);

        return await list.IsOwnerAsync(request.Reader!, application, request.Cancellation).ConfigureAwait(false)
            ? await answer(content, application).ConfigureAwait(false)
            : PortalPages.Message(page, StatusCodes.Status403Forbidden, MemberPages.OwnersOnly);
    }

    private IResult Back(PortalRequest request, ApplicationRow application, string notice)
    {
        flash.Write(request, notice);
        return request.SeeOther(request.Link($"applications/{application.Id}"));
    }
}
