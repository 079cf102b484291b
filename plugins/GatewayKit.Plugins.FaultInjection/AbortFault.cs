using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The error response of a share of the requests.</summary>
public sealed record AbortFault
{
    /// <summary>The share of the requests in percent.</summary>
    [Range(0.0, 100.0)]
    public required double Percentage { get; init; }

    /// <summary>The status code of the response, a problem document.</summary>
    [Range(400, 599)]
    public int Status { get; init; } = 503;
}
