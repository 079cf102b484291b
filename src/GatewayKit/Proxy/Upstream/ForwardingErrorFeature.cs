using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Why an exchange wasn't forwarded, for everything that reads YARP's report.</summary>
internal sealed class ForwardingErrorFeature(ForwarderError error, Exception exception) : IForwarderErrorFeature
{
    public ForwarderError Error => error;

    public Exception Exception => exception;
}
