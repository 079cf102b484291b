using System.Net.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The client of a cluster, with the connections that <see cref="DirectForwarder"/> uses instead of it.</summary>
internal sealed class UpstreamInvoker(HttpMessageHandler handler, UpstreamPools? pools) : HttpMessageInvoker(handler, disposeHandler: true)
{
    /// <summary>The connections of the cluster; null if all its requests are sent by the client.</summary>
    public UpstreamPools? Pools => pools;
}
