using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The page of an API.</summary>
internal sealed record ApiView(PortalPage Page, ApiEntry Api);
