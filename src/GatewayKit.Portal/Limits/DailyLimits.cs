using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;

namespace GatewayKit.Portal.Limits;

/// <summary>
/// Limits the applications and keys that a developer creates within 24 hours. They are counted in the audit log, so that deleting one
/// doesn't allow another.
/// </summary>
internal sealed class DailyLimits(AuditLog audit, PortalAccountOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <exception cref="LimitReachedException">The developer has created the maximum number of applications.</exception>
    public Task CheckApplicationAsync(Reader reader, CancellationToken cancellation)
        => CheckAsync(
            reader, ApplicationList.Created, options.Limits.ApplicationsPerDay,
            "You have created the maximum number of applications within 24 hours.", cancellation);

    /// <exception cref="LimitReachedException">The developer has issued the maximum number of keys.</exception>
    public Task CheckKeyAsync(Reader reader, CancellationToken cancellation)
        => CheckAsync(
            reader, ApplicationKeys.Issued, options.Limits.KeysPerDay, "You have issued the maximum number of keys within 24 hours.",
            cancellation);

    private async Task CheckAsync(Reader reader, string action, int maximum, string reason, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await audit.FindTimeAsync(reader, action, now - s_day, maximum, cancellation).ConfigureAwait(false) is { } first)
            throw new LimitReachedException(reason, first + s_day - now);
    }
}
