using GatewayKit.Portal.Content;
using GatewayKit.Portal.Usage;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The usage of an API, for its owner.</summary>
internal sealed record OwnedApiView(PortalPage Page, ApiEntry Api, ApiUsage Usage)
{
    /// <summary>Whether operations have a page.</summary>
    public required bool HasOperations { get; init; }
}
