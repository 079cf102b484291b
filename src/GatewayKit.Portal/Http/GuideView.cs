using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The page of a guide.</summary>
internal sealed record GuideView(PortalPage Page, GuideEntry Guide);
