using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Portal;

/// <summary>The team that owns an API.</summary>
public sealed record PortalOwner : IValidatedOptions
{
    /// <summary>The name of the team.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>The address for questions.</summary>
    [RegularExpression("[^@\\s]+@[^@\\s]+", ErrorMessage = "must be an e-mail address")]
    [StringLength(254)]
    public string? Email { get; init; }

    /// <summary>The group whose members approve subscriptions: a group that the OpenID Connect provider of the portal sends.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? Group { get; init; }

    /// <summary>The team's page: an http or https address.</summary>
    [StringLength(2000)]
    public string? Url { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Url is not null && !PortalText.IsWebAddress(Url))
            yield return new OptionsError("url", $"is {DisplayText.Text(Url)}; it must be an http or https address");
    }
}
