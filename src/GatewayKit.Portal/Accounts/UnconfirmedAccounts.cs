using GatewayKit.Portal.Database;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Accounts;

/// <summary>Deletes accounts that weren't confirmed within a day. Each registration deletes a limited number.</summary>
internal sealed class UnconfirmedAccounts(PortalContext context, TimeProvider time)
{
    /// <summary>The time for which an account is kept; the link to confirm it is valid for a shorter time.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const int MaximumDeleted = 200;

    /// <summary>Deletes the oldest accounts.</summary>
    public Task DeleteAsync(CancellationToken cancellation)
    {
        var end = time.GetUtcNow().UtcDateTime - Lifetime;
        return context.Developers.Where(developer => developer.Issuer == null && !developer.EmailConfirmed
                && developer.BlockReason == null && developer.Created < end)
            .OrderBy(developer => developer.Created).Take(MaximumDeleted).ExecuteDeleteAsync(cancellation);
    }
}
