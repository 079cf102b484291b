namespace GatewayKit.Proxy.Failures;

/// <summary>Who made forwarding fail.</summary>
internal enum FailureSide
{
    /// <summary>The upstream, or the way to it.</summary>
    Upstream,

    /// <summary>The client sent a body that is malformed, too long or too slow.</summary>
    Client,

    /// <summary>The client has gone, or ended a tunnel.</summary>
    ClientGone,

    /// <summary>Nothing failed that anyone could notice.</summary>
    Nothing,
}
