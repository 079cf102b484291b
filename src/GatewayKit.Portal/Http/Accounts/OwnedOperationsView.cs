using GatewayKit.Portal.Content;
using GatewayKit.Portal.Usage;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The usage of the operations of an API, for its owner.</summary>
internal sealed record OwnedOperationsView(PortalPage Page, ApiEntry Api, OperationUsage Usage);
