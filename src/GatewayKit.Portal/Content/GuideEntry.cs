using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Content;

/// <summary>A guide.</summary>
/// <param name="config">The configuration of the guide.</param>
/// <param name="text">The text in Markdown; null if the file can't be read now.</param>
internal sealed class GuideEntry(PortalGuide config, string? text)
{
    private readonly Lazy<string?> _html = new(() => text is null ? null : SafeMarkdown.GuideToHtml(text));

    public PortalGuide Config => config;

    /// <summary>The text as HTML; null if the file can't be read now.</summary>
    public string? Html => _html.Value;
}
