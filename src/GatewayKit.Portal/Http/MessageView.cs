namespace GatewayKit.Portal.Http;

/// <summary>A page with only a message.</summary>
internal sealed record MessageView(PortalPage Page, string Message);
