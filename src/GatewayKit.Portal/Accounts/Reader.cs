using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Accounts;

/// <summary>A developer who is signed in.</summary>
/// <param name="Id">The id of the account.</param>
/// <param name="Name">The name that pages show.</param>
/// <param name="Email">The e-mail address, which is the author of revisions.</param>
internal sealed record Reader(Guid Id, string Name, string Email)
{
    public static Reader Of(Developer developer) => new(developer.Id, developer.Name, developer.Email!);
}
