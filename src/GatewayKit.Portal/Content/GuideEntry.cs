using GatewayKit.Configuration.Portal;

namespace GatewayKit.Portal.Content;

/// <summary>A guide.</summary>
/// <param name="Config">The configuration of the guide.</param>
/// <param name="Text">The text in Markdown; null if the file can't be read now.</param>
internal sealed record GuideEntry(PortalGuide Config, string? Text);
