namespace GatewayKit.Portal.Limits;

/// <summary>Checks the settings of limits.</summary>
internal static class LimitCheck
{
    private const int Maximum = 1_000_000;

    private static readonly TimeSpan s_longestPause = TimeSpan.FromDays(365);

    /// <exception cref="ArgumentException">A setting is invalid.</exception>
    public static void Check(PortalAccountLimits limits)
    {
        foreach (var (name, value) in new (string, int?)[]
        {
            (nameof(limits.FormsPerMinute), limits.FormsPerMinute),
            (nameof(limits.FormsPerHour), limits.FormsPerHour),
            (nameof(limits.TotalFormsPerMinute), limits.TotalFormsPerMinute),
            (nameof(limits.UsagePagesPerMinute), limits.UsagePagesPerMinute),
            (nameof(limits.TotalAttemptsPerMinute), limits.TotalAttemptsPerMinute),
            (nameof(limits.PasswordsAtOnce), limits.PasswordsAtOnce),
            (nameof(limits.ApplicationsPerDay), limits.ApplicationsPerDay),
            (nameof(limits.KeysPerDay), limits.KeysPerDay),
            (nameof(limits.ApplicationsPerPlan), limits.ApplicationsPerPlan),
            (nameof(limits.PendingPerApi), limits.PendingPerApi),
            (nameof(limits.MaximumAccounts), limits.MaximumAccounts),
            (nameof(limits.MaximumApplications), limits.MaximumApplications),
        })
        {
            if (value is < 1 or > Maximum)
                throw new ArgumentException($"Limits.{name} must be between 1 and 1,000,000.");
        }

        if (limits.RequestAgainAfter < TimeSpan.Zero || limits.RequestAgainAfter > s_longestPause)
            throw new ArgumentException($"Limits.{nameof(limits.RequestAgainAfter)} must be between 0 and 365 days.");
    }
}
