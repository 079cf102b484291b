using GatewayKit.Compilation;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>
/// Lets a cluster's new version reuse the connections of the last one if its client settings are the same; the
/// wrapped factory decides that, as in YARP. Each client is wrapped in an <see cref="UpstreamHandler"/>.
/// </summary>
internal sealed class VersionedHttpClientFactory(IForwarderHttpClientFactory inner, ClusterClients clients) : IForwarderHttpClientFactory
{
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        if (ClusterVersion.ConfiguredId(context.NewMetadata) is not { } id)
            return inner.CreateClient(context);

        var last = clients.Find(id);
        var old = last?.Invoker ?? context.OldClient;
        var client = inner.CreateClient(new ForwarderHttpClientContext
        {
            ClusterId = id,
            OldConfig = last?.Config ?? context.OldConfig,
            OldMetadata = last?.Metadata ?? context.OldMetadata,
            OldClient = old,
            NewConfig = context.NewConfig,
            NewMetadata = context.NewMetadata,
        });
        if (!ReferenceEquals(client, old))
            client = new HttpMessageInvoker(new UpstreamHandler(client), disposeHandler: true);

        clients.Remember(id, new ClusterClient(context.ClusterId, context.NewConfig, context.NewMetadata, client));
        return client;
    }
}
