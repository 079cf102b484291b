using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Usage;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page with the usage of an application.</summary>
internal sealed record UsageView(PortalPage Page, ApplicationRow Application, ApplicationUsage Usage)
{
    /// <summary>The limits of the application.</summary>
    public IReadOnlyList<AllowanceRow> Limits { get; init; } = [];
}
