namespace GatewayKit.Proxy.Forwarding;

/// <summary>The stages of an exchange in YARP's telemetry events, with its numbers.</summary>
internal enum ForwardingStage
{
    /// <summary>The request is being sent.</summary>
    SendStart = 1,

    /// <summary>The head of the response is there.</summary>
    SendStop = 2,

    /// <summary>The body of the response is being sent to the client.</summary>
    ResponseContentStart = 4,
}
