using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Quota;

/// <summary>A maximum amount per period of the calendar.</summary>
public sealed record QuotaLimit
{
    /// <summary>The maximum number of requests, or of the unit of <c>cost</c>, per period.</summary>
    [Range(1, QuotaOptions.MaximumLimit)]
    public required long Limit { get; init; }

    /// <summary>The period.</summary>
    public required QuotaPeriod Period { get; init; }
}
