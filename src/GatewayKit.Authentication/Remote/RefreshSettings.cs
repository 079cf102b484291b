namespace GatewayKit.Authentication;

/// <summary>When a <see cref="RemoteValue{T}"/> is fetched again.</summary>
public sealed record RefreshSettings
{
    /// <summary>Gets the time after which a value is fetched again in the background; up to a tenth less, so that nodes don't fetch
    /// together.
    /// Default: 15 minutes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets the time between two fetches that callers demand; up to half more. Default: 10 seconds.</summary>
    public TimeSpan DemandInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the time after a failure before the next attempt; it doubles with each failure, up to
    /// <see cref="DemandInterval"/>. Half of it is random. Default: 1 second.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);
}
