using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Portal;

/// <summary>An API in the catalog of the portal.</summary>
public sealed record PortalApi : IValidatedOptions
{
    /// <summary>The name of the API. Default: its id.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>One sentence for the catalog, up to 300 characters.</summary>
    [StringLength(300)]
    public string? Summary { get; init; }

    /// <summary>The description in Markdown, up to 65,536 characters. HTML in it is shown as text.</summary>
    [StringLength(65_536)]
    public string? Description { get; init; }

    /// <summary>The team that answers questions about the API.</summary>
    public PortalOwner? Owner { get; init; }

    /// <summary>The tags by which readers filter the catalog, up to 20.</summary>
    [MaxLength(20)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The readers who see the API: <c>public</c>, <c>signed-in</c>, or members of groups. Default: <c>public</c>.</summary>
    public PortalVisibility Visibility { get; init; } = new() { Audience = PortalAudience.Public };

    /// <summary>The versions, the latest first: 1 to 50.</summary>
    [MinLength(1)]
    [MaxLength(50)]
    public required ImmutableArray<PortalVersion> Versions { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (index, tag) in Tags.Index())
        {
            if (tag.Length is 0 or > 50)
                yield return new OptionsError($"tags[{index}]", $"is {DisplayText.Text(tag)}; it must have 1 to 50 characters");
        }

        foreach (var (index, version) in Versions.Index())
        {
            if (Versions.Take(index).Any(other => other.Version.Equals(version.Version, StringComparison.OrdinalIgnoreCase)))
                yield return new OptionsError(
                    $"versions[{index}].version", $"is {DisplayText.Text(version.Version)}, as in an earlier version of the API");
        }
    }
}
