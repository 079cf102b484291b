namespace GatewayKit.Portal;

/// <summary>The limits of what developers can cause. Each node counts for itself, except the numbers within 24 hours and the maximum
/// numbers, which are those of the database. A number must be between 1 and 1,000,000; <c>AddGatewayKitPortalAccounts</c> throws an
/// <see cref="ArgumentException"/> for others.</summary>
public sealed class PortalAccountLimits
{
    /// <summary>The maximum number of forms that a developer sends within a minute, such as to issue a key. Forms that end
    /// sessions have a count of their own. Default: 30.</summary>
    public int FormsPerMinute { get; set; } = 30;

    /// <summary>The maximum number of forms that a developer sends within an hour. Default: 300.</summary>
    public int FormsPerHour { get; set; } = 300;

    /// <summary>The maximum number of forms of all developers within a minute. Default: 600.</summary>
    public int TotalFormsPerMinute { get; set; } = 600;

    /// <summary>The maximum number of usage pages and downloads of a developer within a minute. Default: 30.</summary>
    public int UsagePagesPerMinute { get; set; } = 30;

    /// <summary>The maximum number of attempts of all clients to sign in, register or get a message within a minute. Default:
    /// 300.</summary>
    public int TotalAttemptsPerMinute { get; set; } = 300;

    /// <summary>The maximum number of passwords that are hashed at the same time. Default: half of the processors, at least 1.</summary>
    public int PasswordsAtOnce { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>The maximum number of applications that a developer creates within 24 hours. Default: 20.</summary>
    public int ApplicationsPerDay { get; set; } = 20;

    /// <summary>The maximum number of keys that a developer issues within 24 hours, by rotations, too. Default: 200.</summary>
    public int KeysPerDay { get; set; } = 200;

    /// <summary>The maximum number of applications for which a developer has an active subscription to the same plan, unless an owner
    /// approves its subscriptions. Plans with the same group count together. Each application has the limits of the plan for itself.
    /// Default: 3, such as for development, test and production.</summary>
    public int ApplicationsPerPlan { get; set; } = 3;

    /// <summary>The maximum number of subscriptions of a developer that wait for the owner of the same API. Default: 5.</summary>
    public int PendingPerApi { get; set; } = 5;

    /// <summary>The time after which a rejected subscription can be requested again, 0 to 365 days. Default: 1 day.</summary>
    public TimeSpan RequestAgainAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The maximum number of accounts that are confirmed, or have signed in at the provider. Default: none.</summary>
    public int? MaximumAccounts { get; set; }

    /// <summary>The maximum number of applications of all developers. Default: none.</summary>
    public int? MaximumApplications { get; set; }
}
