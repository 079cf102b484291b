namespace GatewayKit;

/// <summary>The ways in which an upstream can fail, with the status of the gateway's response.</summary>
public enum UpstreamFailure
{
    /// <summary>The upstream refused or reset the connection, or its response isn't valid HTTP: 502.</summary>
    Failed,

    /// <summary>The upstream didn't respond in time: 504.</summary>
    TimedOut,

    /// <summary>The cluster has no healthy destination, or no destination at all: 503.</summary>
    NoDestination,

    /// <summary>The response body exceeds the limit of a plugin that buffers it: 502.</summary>
    BodyTooLarge,

    /// <summary>The request wasn't sent, because the gateway's connections to upstreams have reached the limit of file descriptors,
    /// or the requests in progress the limit of the cluster's concurrency policy: 503.</summary>
    NoConnection,
}
