namespace GatewayKit.Configuration;

/// <summary>The shutdown settings of the gateway.</summary>
public sealed record ShutdownConfig
{
    /// <summary>
    /// The time after the signal in which new requests are still accepted while readiness is red, 0 s to 10 min. Default: 5 s on
    /// SIGTERM, none on Ctrl+C.
    /// </summary>
    [DurationRange("0s", "10m")]
    public TimeSpan? DrainDelay { get; init; }

    /// <summary>The maximum time for exchanges in flight to finish, 1 s to 1 h. Default: 30 s.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
