using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page of a developer's actions.</summary>
internal sealed record AuditView(PortalPage Page, IReadOnlyList<AuditRow> Entries);
