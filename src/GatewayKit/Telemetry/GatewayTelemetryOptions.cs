namespace GatewayKit.Telemetry;

/// <summary>The settings of the gateway's metrics and traces. They change nothing without a listener.</summary>
public sealed class GatewayTelemetryOptions
{
    /// <summary>
    /// The maximum number of consumers that <c>gatewaykit.consumer.requests</c> counts by name. Further ones are counted together as
    /// <c>other</c>. Range: 0 to 100,000. Default: 0, consumers aren't counted.
    /// </summary>
    public int ConsumerLimit { get; set; }

    /// <summary>
    /// Whether the histogram <c>gatewaykit.plugin.duration</c> measures one in 16 calls of each hook of a plugin, for percentiles. Default:
    /// false.
    /// </summary>
    public bool PluginDurations { get; set; }

    /// <summary>
    /// The maximum number of combinations of attributes of <c>gatewaykit.requests</c>, and of destinations that
    /// <c>gatewaykit.destination.healthy</c> measures. Further requests are counted together with the route <c>(other)</c>. The limit of
    /// the reader of the metrics must not be lower. Range: 100 to 100,000. Default: 2,000, the limit of OpenTelemetry's SDK.
    /// </summary>
    public int SeriesLimit { get; set; } = 2_000;

    /// <summary>The time after which a hook is an event of the span of its request. Default: 100 ms.</summary>
    public TimeSpan SlowHook { get; set; } = TimeSpan.FromMilliseconds(100);
}
