using System.Globalization;
using GatewayKit.Configuration.Policies;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>When requests of a rule are sent again.</summary>
/// <param name="Statuses">The statuses, separated by commas.</param>
/// <param name="Attempts">The maximum number of times.</param>
/// <param name="Backoff">The time between attempts.</param>
/// <param name="PerTry">The maximum time of an attempt; null for none.</param>
internal sealed record BackendRetry(string Statuses, int Attempts, TimeSpan Backoff, TimeSpan? PerTry)
{
    // The bounds of the core.
    private const int MostAttempts = 10;

    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Returns the policies of the cluster. The rule's owner decides, so methods that aren't idempotent are sent again,
    /// too.</summary>
    public ClusterPolicies ToPolicies()
    {
        var delay = Backoff < s_longestDelay ? Backoff : s_longestDelay;
        return new ClusterPolicies
        {
            Timeout = new TimeoutPolicy { Connect = BackendClusters.ConnectTime, PerTry = PerTry },
            Retry = new RetryPolicy
            {
                Attempts = Math.Clamp(Attempts + 1, 2, MostAttempts),
                Statuses =
                [
                    .. Statuses.Split(',', StringSplitOptions.RemoveEmptyEntries)
                        .Select(code => int.Parse(code, CultureInfo.InvariantCulture)),
                ],
                Methods = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"],
                OtherDestination = true,
                Delay = delay,
                MaxDelay = delay * 10 < TimeSpan.FromSeconds(2) ? TimeSpan.FromSeconds(2) : delay * 10,
                Budget = new RetryBudget { Percent = 100, PerSecond = 1000 },
            },
        };
    }
}
