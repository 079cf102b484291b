namespace GatewayKit;

/// <summary>The ways in which an upstream fails to answer, and the status that the gateway answers with.</summary>
public enum UpstreamFailure
{
    /// <summary>It refused, reset or answered with something that is not HTTP: 502.</summary>
    Failed,

    /// <summary>It did not answer in time: 504.</summary>
    TimedOut,

    /// <summary>The cluster has no destination that is healthy, or none at all: 503.</summary>
    NoDestination,

    /// <summary>Its body is longer than a plugin allows to hold: 502.</summary>
    BodyTooLarge,
}
