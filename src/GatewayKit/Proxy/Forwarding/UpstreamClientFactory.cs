using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Upstream;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Creates HTTP clients as YARP does, each on the gateway's own connections.</summary>
internal sealed class UpstreamClientFactory(
    ILogger<ForwarderHttpClientFactory> logger, UpstreamSockets sockets, PublishedTls tls, UpstreamConnector connector, PoolSweeper sweeper)
    : ForwarderHttpClientFactory(logger)
{
    // As in YARP.
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(15);

    private static readonly HeaderValueEncoding s_utf8 = new(HeaderEncoding.Writer);

    /// <summary>Creates the connections of the gateway's own forwarder, with the settings that the client of the cluster has.</summary>
    /// <returns>The connections; null if the cluster uses YARP's forwarder, or has settings that only the HTTP client knows.</returns>
    public UpstreamPools? CreatePools(ForwarderHttpClientContext context)
    {
        var config = context.NewConfig;
        if (ClusterForwarding.UsesYarp(context.NewMetadata)
            || config.WebProxy?.Address is not null
            || config.RequestHeaderEncoding is not (null or "utf-8")
            || config.ResponseHeaderEncoding is not null)
            return null;

        using var handler = new SocketsHttpHandler();
        ConfigureHandler(context, handler);
        if (ClusterVersion.ConfiguredId(context.NewMetadata) is { } id && tls.Find(id) is { Settings.ServerName: { } name })
            handler.SslOptions.TargetHost = name;
        var settings = new PoolSettings
        {
            MaxConnections = handler.MaxConnectionsPerServer,
            IdleTimeout = handler.PooledConnectionIdleTimeout,
            ConnectTimeout = ConnectTime.In(context.NewMetadata) ?? s_connectTimeout,
            Tls = handler.SslOptions,
        };
        return new UpstreamPools(settings, connector, sweeper);
    }

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        var encoding = context.NewConfig.RequestHeaderEncoding is null or "utf-8"
            ? s_utf8
            : new HeaderValueEncoding(Encoding.GetEncoding(context.NewConfig.RequestHeaderEncoding));
        handler.RequestHeaderEncodingSelector = (_, _) => encoding;

        // The spans are those of SpanHandler.
        handler.ActivityHeadersPropagator = null;
        handler.ConnectCallback = sockets.ConnectAsync;
        handler.ConnectTimeout = ConnectTime.In(context.NewMetadata) ?? s_connectTimeout;
        handler.PooledConnectionLifetime = PoolSettings.Lifetime;
        if (sockets.IdleTimeout is { } timeout)
            handler.PooledConnectionIdleTimeout = timeout;
        handler.PlaintextStreamFilter = static (connection, _) => new(
            connection.NegotiatedHttpVersion.Major == 1 ? new UpstreamStream(connection.PlaintextStream) : connection.PlaintextStream);
        if (ClusterVersion.ConfiguredId(context.NewMetadata) is { } id && tls.Find(id) is { } settings)
            UpstreamTls.Apply(settings, handler);
    }
}
