using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Portal;

/// <summary>The readers who see a part of the portal. For others, it doesn't exist.</summary>
[Shorthand(nameof(Audience))]
public sealed record PortalVisibility : IValidatedOptions
{
    /// <summary>Everybody, or all users that the host has authenticated. Required without groups.</summary>
    public PortalAudience? Audience { get; init; }

    /// <summary>The groups of which a user must have one, as the host's authentication names them, up to 50. Required without an
    /// audience, so that an empty list doesn't publish anything.</summary>
    [MaxLength(50)]
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Audience is not null && Groups.Length > 0)
            yield return new OptionsError("audience", "can't be combined with 'groups'");
        if (Audience is null && Groups.Length == 0)
            yield return new OptionsError("groups", "is empty; it must have 1 to 50 entries, or 'audience' must be set");
        foreach (var (index, _) in Groups.Index().Where(group => string.IsNullOrWhiteSpace(group.Item)))
            yield return new OptionsError($"groups[{index}]", "is empty; it must be the name of a group");
    }
}
