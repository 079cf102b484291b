using GatewayKit.Compilation;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>
/// Lets a cluster's new version reuse the connections of the last one if its client settings are the same; the
/// wrapped factory decides that, as in YARP, and other TLS settings or certificates always need new connections.
/// Each client is wrapped in an <see cref="UpstreamHandler"/>, which handles one attempt, and that in an
/// <see cref="AttemptHandler"/> if requests can have several attempts.
/// </summary>
internal sealed class VersionedHttpClientFactory(
    IForwarderHttpClientFactory inner, ClusterClients clients, PublishedTls published, PublishedPolicies policies,
    IUpstreamAttempts? attempts = null)
    : IForwarderHttpClientFactory
{
    /// <summary>Gets whether the clients use the TLS settings of clusters. Those of a factory of the host don't.</summary>
    public bool UsesTls => inner is UpstreamClientFactory;

    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        if (ClusterVersion.ConfiguredId(context.NewMetadata) is not { } id)
            return inner.CreateClient(context);

        var tls = published.Find(id);
        var last = clients.Find(id);
        var old = last is null ? context.OldClient
            : last.Tls == tls
                && ClusterForwarding.UsesYarp(last.Metadata) == ClusterForwarding.UsesYarp(context.NewMetadata)
                && PolicyMark.IsIn(last.Metadata) == PolicyMark.IsIn(context.NewMetadata)
                && ConnectTime.In(last.Metadata) == ConnectTime.In(context.NewMetadata) ? last.Invoker
            : null;
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
            client = Wrap(client, id, context);

        clients.Remember(id, new ClusterClient(context.ClusterId, context.NewConfig, context.NewMetadata, tls, client));
        return client;
    }

    private UpstreamInvoker Wrap(HttpMessageInvoker client, string id, ForwarderHttpClientContext context)
    {
        // The client of a factory of the host has spans.
        var own = inner as UpstreamClientFactory;
        var sender = own is null ? client : new HttpMessageInvoker(new SpanHandler(client), disposeHandler: true);
        var handler = new UpstreamHandler(sender);
        var pools = own?.CreatePools(context);
        return (attempts ?? policies.Find(id)) is { } several
            ? new UpstreamInvoker(new AttemptHandler(several, new HttpMessageInvoker(handler, disposeHandler: true)), pools, several)
            : new UpstreamInvoker(handler, pools);
    }
}
