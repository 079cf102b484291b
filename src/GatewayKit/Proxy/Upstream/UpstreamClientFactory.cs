using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Edge;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Creates HTTP clients as YARP does, each on the gateway's own connections.</summary>
internal sealed class UpstreamClientFactory(
    ILogger<ForwarderHttpClientFactory> logger, UpstreamSockets sockets, PublishedTls tls)
    : ForwarderHttpClientFactory(logger)
{
    private static readonly HeaderValueEncoding s_utf8 = new(HeaderEncoding.Writer);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        var encoding = context.NewConfig.RequestHeaderEncoding is null or "utf-8"
            ? s_utf8
            : new HeaderValueEncoding(Encoding.GetEncoding(context.NewConfig.RequestHeaderEncoding));
        handler.RequestHeaderEncodingSelector = (_, _) => encoding;

        handler.ConnectCallback = sockets.ConnectAsync;
        if (sockets.IdleTimeout is { } timeout)
            handler.PooledConnectionIdleTimeout = timeout;
        handler.PlaintextStreamFilter = static (connection, _) => new(
            connection.NegotiatedHttpVersion.Major == 1 ? new UpstreamStream(connection.PlaintextStream) : connection.PlaintextStream);
        if (ClusterVersion.ConfiguredId(context.NewMetadata) is { } id && tls.Find(id) is { } settings)
            UpstreamTls.Apply(settings, handler);
    }
}
