using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Portal;

/// <summary>A page of the portal that is written in Markdown.</summary>
public sealed record PortalGuide
{
    /// <summary>The name in the address of the page, as the id of an API.</summary>
    [RegularExpression(PortalText.IdPattern, ErrorMessage = "must start with a letter or a digit and have up to 64 letters, digits, '.', "
        + "'_' and '-'")]
    [StringLength(64, MinimumLength = 1)]
    public required string Id { get; init; }

    /// <summary>The title of the page.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Title { get; init; }

    /// <summary>The Markdown file, relative to the folder of the configuration file, up to 1 MB. HTML in it is shown as text.</summary>
    [StringLength(4000, MinimumLength = 1)]
    public required string File { get; init; }

    /// <summary>The readers who see the page: <c>public</c>, <c>signed-in</c>, or members of groups. Default: <c>public</c>.</summary>
    public PortalVisibility Visibility { get; init; } = new() { Audience = PortalAudience.Public };
}
