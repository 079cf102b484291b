using GatewayKit.Configuration.Portal;
using Microsoft.AspNetCore.Identity;

namespace GatewayKit.Portal.Database.Rows;

/// <summary>An account of a developer. The name of the account is the e-mail address.</summary>
internal sealed class Developer : IdentityUser<Guid>
{
    public const int MaximumNameLength = 100;

    /// <summary>The maximum length of an address, which is also the author of revisions of the store.</summary>
    public const int MaximumEmailLength = PortalText.MaxEmail;

    public const int MaximumSubjectLength = 255;

    public const int MaximumIssuerLength = 500;

    /// <summary>The issuer of a user of an OpenID Connect provider; null for a local account.</summary>
    public string? Issuer { get; set; }

    /// <summary>The id of the user at the provider; null for a local account.</summary>
    public string? Subject { get; set; }

    /// <summary>The e-mail address that the provider has sent. It isn't an address for sign-ins: <see cref="IdentityUser{TKey}.Email"/>
    /// has those of local accounts.</summary>
    public string? ProviderEmail { get; set; }

    /// <summary>The groups that the provider has sent at the last sign-in, one a line.</summary>
    public string Groups { get; set; } = "";

    /// <summary>The reason why an operator has blocked the account; null if it isn't blocked.</summary>
    public string? BlockReason { get; set; }

    /// <summary>The name that pages show.</summary>
    public string Name { get; set; } = "";

    /// <summary>The time of the registration, in UTC.</summary>
    public DateTime Created { get; set; }
}
