using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Portal;

/// <summary>The readers who see a part of the portal. For others, it doesn't exist.</summary>
[Shorthand(nameof(Audience))]
public sealed record PortalVisibility : IValidatedOptions
{
    /// <summary>Everybody, or all users that the host has authenticated. Default: everybody, unless there are groups.</summary>
    public PortalAudience? Audience { get; init; }

    /// <summary>The groups of which a user must have one, as the host's authentication names them. Up to 50.</summary>
    [MaxLength(50)]
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Audience is not null && Groups.Length > 0)
            yield return new OptionsError("audience", "can't be combined with 'groups'");
    }
}
