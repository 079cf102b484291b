namespace GatewayKit.Portal;

/// <summary>The settings of the developer portal that belong to the host. The content is in the section <c>portal</c> of the gateway's
/// configuration.</summary>
public sealed class PortalOptions
{
    /// <summary>The color of links and buttons on light pages, as <c>#rrggbb</c>. Its contrast with #f6f8fa must be at least 4.5 (WCAG 2.2,
    /// success criterion 1.4.3).</summary>
    public string AccentColor { get; set; } = "#1d4ed8";

    /// <summary>The color of links and buttons on dark pages, as <c>#rrggbb</c>. Its contrast with the dark background must be at least
    /// 4.5.</summary>
    public string AccentColorDark { get; set; } = "#93b4ff";

    /// <summary>The file of the logo: SVG, PNG, JPEG or WebP, up to 256 KB. Read at the start. Default: none, only the name.</summary>
    public string? LogoFile { get; set; }

    /// <summary>The type of the claims with the groups of a user, for APIs that only members of groups see. Default:
    /// <c>groups</c>.</summary>
    public string GroupClaim { get; set; } = "groups";

    /// <summary>The folder that contains the files of guides, with its subfolders: a guide shows its file to readers, so the configuration
    /// can't name others. Default: the folder of the configuration file, otherwise the current folder.</summary>
    public string? GuideFolder { get; set; }
}
