namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The callers that choose the faults of their own requests with a header.</summary>
public sealed record TesterOptions
{
    /// <summary>
    /// The name of the request header, for example with the value <c>delay=500ms</c>, <c>abort=503</c> or <c>delay=500ms, abort=503</c>.
    /// The request then has this fault and no other. The upstream doesn't receive the header.
    /// </summary>
    public required string Header { get; init; }

    /// <summary>The groups whose consumers may use the header; from other callers, it has no effect. Empty: every caller.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The maximum delay that the header can ask for. It must be shorter than the entry's <c>timeout</c>.</summary>
    [DurationRange("1ms", "5m")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);
}
