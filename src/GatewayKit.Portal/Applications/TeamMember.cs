using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Applications;

/// <summary>A developer who belongs to an application.</summary>
/// <param name="Developer">The account.</param>
/// <param name="Role">The rights.</param>
/// <param name="IsCreator">Whether the developer has created the application, and so can't be removed.</param>
internal sealed record TeamMember(Developer Developer, MemberRole Role, bool IsCreator)
{
    /// <summary>The address, or the id at the provider.</summary>
    public string Email => Reader.Of(Developer).Email;
}
