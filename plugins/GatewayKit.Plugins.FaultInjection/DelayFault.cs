using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The delay of a share of the requests.</summary>
public sealed record DelayFault
{
    /// <summary>The share of the requests in percent.</summary>
    [Range(0.0, 100.0)]
    public required double Percentage { get; init; }

    /// <summary>The time that a request waits. It must be shorter than the entry's <c>timeout</c>.</summary>
    [DurationRange("1ms", "5m")]
    public required TimeSpan Duration { get; init; }
}
