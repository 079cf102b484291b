namespace GatewayKit.Proxy.Forwarding;

/// <summary>The side at which copying a body failed.</summary>
internal enum BodySide
{
    /// <summary>The upstream, or what hooks made of its body.</summary>
    Upstream,

    /// <summary>The client.</summary>
    Client,
}
