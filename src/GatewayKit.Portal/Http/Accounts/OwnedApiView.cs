using GatewayKit.Portal.Content;
using GatewayKit.Portal.Usage;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The usage of an API, for its owner.</summary>
internal sealed record OwnedApiView(PortalPage Page, ApiEntry Api, ApiUsage Usage);
