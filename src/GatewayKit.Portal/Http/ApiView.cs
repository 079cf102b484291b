using GatewayKit.Portal.Content;
using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http;

/// <summary>The page of an API.</summary>
internal sealed record ApiView(PortalPage Page, ApiEntry Api)
{
    /// <summary>The plans of the API.</summary>
    public IReadOnlyList<PlanChoice> Plans { get; init; } = [];
}
