namespace GatewayKit.Proxy.Upstream;

/// <summary>The client of a cluster whose requests can have several attempts. It is only used by YARP's forwarder.</summary>
internal sealed class AttemptInvoker(IUpstreamAttempts attempts, HttpMessageInvoker upstream)
    : HttpMessageInvoker(new AttemptHandler(attempts, upstream), disposeHandler: true);
