using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The APIs of their owner.</summary>
internal sealed record OwnedApisView(PortalPage Page, IReadOnlyList<ApiEntry> Apis);
