using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>A page of the audit log.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Read">The entries of the page, and one of the next page if there is one.</param>
/// <param name="Number">The number of the page, from 0.</param>
internal sealed record AuditView(PortalPage Page, IReadOnlyList<AuditRow> Read, int Number)
{
    /// <summary>The application whose entries the page has; null for those of the reader.</summary>
    public ApplicationRow? Application { get; init; }

    /// <summary>The entries.</summary>
    public IEnumerable<AuditRow> Entries => Read.Take(AuditLog.PageSize);

    /// <summary>The address of the next page; null for none.</summary>
    public string? Next
        => Read.Count <= AuditLog.PageSize ? null
            : Page.Link($"{(Application is { Id: var id } ? $"applications/{id}" : "account")}/audit?page={Number + 1}");

    /// <summary>Returns who acted. Members of an application don't get the addresses of those who don't belong to it.</summary>
    public static string ActorOf(AuditRow entry) => entry.Action switch
    {
        Blocks.ApplicationBlocked or Blocks.ApplicationUnblocked => "Operator",
        SubscriptionApprovals.Approved or SubscriptionApprovals.Rejected or SubscriptionApprovals.Withdrawn => "Owner or operator",
        ApplicationGroups.Ended => "Portal",
        _ => entry.ActorEmail,
    };
}
