using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Content;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>The subscriptions that wait for approval, for operators, who decide instead of the owners. Their pages call it from another
/// assembly, with the services of the host.</summary>
internal sealed class OperatorApprovals(AccountServices services, PortalContents contents)
{
    private static readonly Reader s_reader = Reader.Operator("operator");

    /// <summary>Reads the subscriptions that wait, the oldest first.</summary>
    /// <param name="http">The request.</param>
    /// <param name="number">The number of the page, from 1; the nearest one if there is none.</param>
    /// <exception cref="StoreUnavailableException">The database doesn't answer, or no configuration is active.</exception>
    public Task<OwnedPage> ReadAsync(HttpContext http, int number)
        => RunAsync(http, (approvals, content) => approvals.ReadPendingAsync(s_reader, content, number, http.RequestAborted));

    /// <summary>Returns the number of subscriptions that wait.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer, or no configuration is active.</exception>
    public Task<int> CountAsync(HttpContext http)
        => RunAsync(http, (approvals, content) => approvals.CountPendingAsync(s_reader, content, http.RequestAborted));

    /// <summary>Approves a subscription that waits, or rejects it.</summary>
    /// <param name="http">The request, which can't be canceled: a change has several steps.</param>
    /// <param name="name">The name of the operator, for the audit log and the revision.</param>
    /// <param name="application">The application.</param>
    /// <param name="api">The API.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>Whether it waited.</returns>
    /// <exception cref="GroupsNotWrittenException">The approval is saved, and the groups aren't written.</exception>
    /// <exception cref="StoreUnavailableException">The database doesn't answer, or no configuration is active.</exception>
    public Task<bool> DecideAsync(
        HttpContext http, string name, string application, string api, string plan, SubscriptionDecision decision)
    {
        http.RequestAborted = CancellationToken.None;
        return RunAsync(
            http, (approvals, content) => approvals.DecideAsync(http, Reader.Operator(name), content, application, api, plan, decision));
    }

    private async Task<T> RunAsync<T>(HttpContext http, Func<SubscriptionApprovals, PortalContent, Task<T>> call)
    {
        try
        {
            var content = await contents.GetAsync(http.RequestAborted).ConfigureAwait(false)
                ?? throw new StoreUnavailableException("No configuration is active.", null);
            var open = await services.OpenAsync(http).ConfigureAwait(false);
            return await call(open.GetRequiredService<SubscriptionApprovals>(), content).ConfigureAwait(false);
        }
        catch (Exception error) when (StoreDatabase.IsOfDatabase(error))
        {
            throw new StoreUnavailableException("The database of the portal doesn't answer.", error);
        }
    }
}
