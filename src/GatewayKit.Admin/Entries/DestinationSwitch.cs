using GatewayKit.Configuration;

namespace GatewayKit.Admin.Entries;

/// <summary>The state of a destination.</summary>
internal sealed record DestinationSwitch
{
    /// <summary>Which requests it gets. Default: the state stays.</summary>
    public DestinationAvailability? State { get; init; }

    /// <summary>Its weight, 0 to 1000, which needs one of the gateway's own load balancing policies. Default: the weight stays.</summary>
    public int? Weight { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: a text with the name of the destination.</summary>
    public string? Message { get; init; }
}
