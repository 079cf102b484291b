namespace GatewayKit.Statistics.Sampling;

/// <summary>The settings of a <see cref="TrafficSample"/>.</summary>
internal sealed record SampleSettings
{
    /// <summary>The number of minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>The maximum number of requests for each minute.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>The names of headers whose values are kept, in addition to those that routes match by.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The names of query parameters whose values are kept, in addition to those that routes match by.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}
