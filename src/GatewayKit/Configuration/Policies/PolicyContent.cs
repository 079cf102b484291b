namespace GatewayKit.Configuration.Policies;

/// <summary>Compares policies by content: their records compare lists by reference.</summary>
internal static class PolicyContent
{
    public static bool IsSame(ClusterPolicies? a, ClusterPolicies? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a.Timeout == b.Timeout
                && IsSame(a.Retry, b.Retry)
                && a.Concurrency == b.Concurrency
                && IsSame(a.Hedging, b.Hedging)
                && IsSame(a.CircuitBreaker, b.CircuitBreaker)
                && IsSame(a.OutlierDetection, b.OutlierDetection));

    public static bool IsSame(OutlierDetectionPolicy? a, OutlierDetectionPolicy? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { Statuses = [] } == b with { Statuses = [] }
                && a.Statuses.SequenceEqual(b.Statuses));

    public static bool IsSame(HedgingPolicy? a, HedgingPolicy? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { Statuses = [], Methods = [] } == b with { Statuses = [], Methods = [] }
                && a.Statuses.SequenceEqual(b.Statuses)
                && a.Methods.SequenceEqual(b.Methods, StringComparer.Ordinal));

    public static bool IsSame(CircuitBreakerPolicy? a, CircuitBreakerPolicy? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { Statuses = [] } == b with { Statuses = [] }
                && a.Statuses.SequenceEqual(b.Statuses));

    public static bool IsSame(RetryPolicy? a, RetryPolicy? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { On = [], Statuses = [], Methods = [] } == b with { On = [], Statuses = [], Methods = [] }
                && a.On.SequenceEqual(b.On)
                && a.Statuses.SequenceEqual(b.Statuses)
                && a.Methods.SequenceEqual(b.Methods, StringComparer.Ordinal));
}
