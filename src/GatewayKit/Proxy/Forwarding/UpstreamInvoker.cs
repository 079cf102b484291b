using System.Net.Http;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The client of a cluster, with the connections that <see cref="DirectForwarder"/> uses instead of it.</summary>
internal sealed class UpstreamInvoker(HttpMessageHandler handler, UpstreamPools? pools, IUpstreamAttempts? attempts = null)
    : HttpMessageInvoker(handler, disposeHandler: true)
{
    /// <summary>The connections of the cluster; null if all its requests are sent by the client.</summary>
    public UpstreamPools? Pools => pools;

    /// <summary>Gets whether requests that the client sends can have several attempts.</summary>
    public bool HasAttempts => attempts is not null;

    /// <summary>Returns whether <see cref="DirectForwarder"/> can send requests, because the policies of the cluster don't need messages of
    /// the client.</summary>
    /// <param name="retries">The retries; null without policies.</param>
    public bool IsDirect(out DirectRetries? retries)
    {
        retries = (attempts as ClusterAttempts)?.Direct;
        return attempts is null || retries is not null;
    }
}
