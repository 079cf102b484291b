using GatewayKit.Portal.Database;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Limits;

/// <summary>The optional maximum numbers of accounts and applications.</summary>
internal sealed class MaximumNumbers(PortalContext context, PortalAccountOptions options)
{
    public const string AccountsFull = "The portal has its maximum number of accounts. Ask its operators for one.";
    public const string ApplicationsFull = "The portal has its maximum number of applications. Ask its operators for another one.";

    /// <summary>Returns whether no account can be added. An account that isn't confirmed doesn't count, because a stranger can create
    /// it.</summary>
    public async Task<bool> AreAccountsFullAsync(CancellationToken cancellation)
        => options.Limits.MaximumAccounts is { } maximum
            && await context.Developers.CountAsync(developer => developer.Issuer != null || developer.EmailConfirmed, cancellation)
                .ConfigureAwait(false) >= maximum;

    /// <summary>Returns whether no application can be added.</summary>
    public async Task<bool> AreApplicationsFullAsync(CancellationToken cancellation)
        => options.Limits.MaximumApplications is { } maximum
            && await context.Applications.CountAsync(cancellation).ConfigureAwait(false) >= maximum;
}
