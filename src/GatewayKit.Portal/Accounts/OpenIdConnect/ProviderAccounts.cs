using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Accounts.OpenIdConnect;

/// <summary>
/// The accounts of users of a provider. A user is found by its issuer and subject only: an e-mail address, which the provider may let its
/// users choose, never leads to another account.
/// </summary>
internal sealed class ProviderAccounts(PortalContext context, MaximumNumbers numbers, TimeProvider time)
{
    /// <summary>Returns the account of a user with the current name, address and groups. The first sign-in creates it.</summary>
    /// <returns>The account; null if the portal has the maximum number.</returns>
    public async Task<Developer?> OpenAsync(ProviderUser user, CancellationToken cancellation)
    {
        var developer = await FindAsync(user, cancellation).ConfigureAwait(false);
        if (developer is null)
        {
            if (await numbers.AreAccountsFullAsync(cancellation).ConfigureAwait(false))
                return null;

            developer = Create(user);
            context.Developers.Add(developer);
        }

        developer.Name = user.Name;
        developer.ProviderEmail = user.Email;
        developer.EmailConfirmed = user.IsEmailVerified;
        developer.Groups = string.Join('\n', user.Groups);
        await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return developer;
    }

    private Task<Developer?> FindAsync(ProviderUser user, CancellationToken cancellation)
        => context.Developers.FirstOrDefaultAsync(row => row.Issuer == user.Issuer && row.Subject == user.Subject, cancellation);

    private Developer Create(ProviderUser user)
    {
        var id = Guid.CreateVersion7();
        return new Developer
        {
            Id = id,
            Issuer = user.Issuer,
            Subject = user.Subject,
            UserName = $"provider:{id}",
            NormalizedUserName = $"PROVIDER:{id}",
            SecurityStamp = Guid.NewGuid().ToString(),
            Created = time.GetUtcNow().UtcDateTime,
        };
    }
}
