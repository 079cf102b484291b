namespace GatewayKit.Configuration;

/// <summary>How the gateway stops.</summary>
public sealed record ShutdownConfig
{
    /// <summary>
    /// How long new requests are still taken after the signal, while readiness is red, 0 s to 10 min. Default: 5 s on
    /// SIGTERM, none on Ctrl+C.
    /// </summary>
    [DurationRange("0s", "10m")]
    public TimeSpan? DrainDelay { get; init; }

    /// <summary>How long what is in flight may take to finish, 1 s to 1 h. Default: 30 s.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
