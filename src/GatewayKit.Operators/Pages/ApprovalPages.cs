using GatewayKit.Admin;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Http.Accounts;
using GatewayKit.Portal.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Pages;

/// <summary>The subscriptions of the developer portal that wait for approval.</summary>
internal static class ApprovalPages
{
    private const string Section = "approvals";

    private static readonly AdminProblem s_noAccounts = AdminProblem.NotFound("The gateway has no developer portal with accounts.");

    private static readonly AdminProblem s_isDecided = AdminProblem.NotFound(
        "The subscription doesn't wait for approval any more, or its application or plan doesn't exist any more.");

    public static void Map(PageMap map)
    {
        map.Page($"/{Section}", AdminRole.Admin, ListAsync);
        map.Form($"/{Section}/{{application}}/{{api}}/{{plan}}", AdminRole.Admin, DecideAsync);
    }

    /// <summary>Returns the number of subscriptions that wait; null without accounts, or if their database doesn't answer.</summary>
    public static async Task<int?> CountAsync(HttpContext http)
        => http.RequestServices.GetService<OperatorApprovals>() is { } approvals
            ? (await StoreCall.RunAsync<int?>(http, async _ => await approvals.CountAsync(http).ConfigureAwait(false))
                .ConfigureAwait(false)).Value
            : null;

    private static async Task<IResult> ListAsync(OperatorRequest request)
    {
        var result = await RunAsync(request, approvals => approvals.ReadAsync(request.Http, OwnedPage.NumberOf(request.Query("page"))))
            .ConfigureAwait(false);
        return request.Show(result, pending => request.Show<ApprovalsPage>("Approvals", page => new ApprovalsView(
            page, new PendingView(pending, page.Token.FormFieldName, page.Token.RequestToken!, page.Link(Section)),
            request.Query("decided") switch
            {
                "approve" => "The subscription is approved.",
                "reject" => "The subscription is rejected.",
                _ => null,
            })));
    }

    private static async Task<IResult> DecideAsync(OperatorRequest request)
    {
        if (SubscriptionDecision.Read(request.Text("decision"), request.Text("reason").Trim(), out var error) is not { } decision)
            return OperatorPages.Problem(request.Page, new AdminProblem(400, error));

        var result = await RunAsync(request, approvals => approvals.DecideAsync(
            request.Http, StoreCall.AuthorOf(request.Http), request.Value("application"), request.Value("api"), request.Value("plan"),
            decision)).ConfigureAwait(false);
        return request.Show(result, isDecided => isDecided
            ? OperatorRequest.GoTo($"{request.Page.Link(Section)}?decided={request.Text("decision")}")
            : OperatorPages.Problem(request.Page, s_isDecided));
    }

    private static Task<AdminResult<T>> RunAsync<T>(OperatorRequest request, Func<OperatorApprovals, Task<T>> call)
        => StoreCall.RunAsync<T>(request.Http, async _ =>
        {
            if (CallerScope.Of(request.Http) is not null)
                return AdminProblem.OutOfScope;
            if (request.Http.RequestServices.GetService<OperatorApprovals>() is not { } approvals)
                return s_noAccounts;

            try
            {
                return AdminResult<T>.Of(await call(approvals).ConfigureAwait(false));
            }
            catch (GroupsNotWrittenException saved)
            {
                return saved.InnerException is StoreRefusedException refused
                    ? new AdminProblem(422, saved.Message) { Errors = [new AdminError("", refused.Message)] }
                    : new AdminProblem(503, saved.Message);
            }
        });
}
