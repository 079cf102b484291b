namespace GatewayKit.Proxy.Resilience;

/// <summary>How an attempt ended.</summary>
internal enum AttemptResult
{
    /// <summary>There is a response.</summary>
    Response,

    /// <summary>No connection was established: the request didn't reach the destination.</summary>
    Connect,

    /// <summary>The connection ended without a response, or with one that isn't valid.</summary>
    Reset,

    /// <summary>The destination didn't respond in time.</summary>
    Timeout,

    /// <summary>The destination isn't the reason: the client or the gateway itself ended the attempt.</summary>
    Unrelated,
}
