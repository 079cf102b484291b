using Microsoft.AspNetCore.Identity;

namespace GatewayKit.Portal.Database.Rows;

/// <summary>An account of a developer. The name of the account is the e-mail address.</summary>
internal sealed class Developer : IdentityUser<Guid>
{
    public const int MaximumNameLength = 100;

    /// <summary>The maximum length of an address, which is also the author of revisions of the store.</summary>
    public const int MaximumEmailLength = 200;

    /// <summary>The name that pages show.</summary>
    public string Name { get; set; } = "";

    /// <summary>The time of the registration, in UTC.</summary>
    public DateTime Created { get; set; }
}
