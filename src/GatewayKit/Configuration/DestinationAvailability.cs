namespace GatewayKit.Configuration;

/// <summary>Which requests a destination of a cluster gets.</summary>
public enum DestinationAvailability
{
    /// <summary>All requests that load balancing and session affinity send to it.</summary>
    Active,

    /// <summary>Only the requests of sessions that session affinity has begun at it. Requests in flight finish.</summary>
    Drained,

    /// <summary>No request, and no health check. Requests in flight finish.</summary>
    Disabled,
}
