namespace GatewayKit.Proxy.Failures;

/// <summary>The side that caused a forwarding failure.</summary>
internal enum FailureSide
{
    /// <summary>The upstream, or the connection to it.</summary>
    Upstream,

    /// <summary>The client sent a body that is malformed, too long or too slow.</summary>
    Client,

    /// <summary>The client disconnected, or ended a tunnel.</summary>
    ClientGone,

    /// <summary>There was no noticeable failure.</summary>
    Nothing,
}
