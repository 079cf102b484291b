using System.Net;
using System.Net.Http;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Forwards to HTTP/1.1 upstreams on connections of its own, and leaves everything else to YARP's forwarder: other versions, tunnels, gRPC,
/// and clusters whose settings only the HTTP client knows.
/// </summary>
internal sealed class DirectForwarder(IHttpForwarder inner) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
        HttpTransformer transformer)
        => SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, CancellationToken.None);

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
        HttpTransformer transformer, CancellationToken cancellationToken)
        => !cancellationToken.CanBeCanceled
            && httpClient is UpstreamInvoker { Pools: { } pools } upstream
            && upstream.IsDirect(out var retries)
            && CanSend(context, requestConfig, retries)
            && FindPool(pools, destinationPrefix, requestConfig) is { } pool
            ? Create(context, destinationPrefix, upstream, pool, requestConfig, transformer, retries).SendAsync(destinationPrefix)
            : inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, cancellationToken);

    /// <summary>Returns whether a TLS handshake offers HTTP/2 to the upstream.</summary>
    public static bool OffersHttp2(ForwarderRequestConfig config) => config.Version is null or { Major: 2 };

    private static DirectExchange Create(
        HttpContext context, string prefix, UpstreamInvoker client, ConnectionPool pool, ForwarderRequestConfig config,
        HttpTransformer transformer, DirectRetries? retries)
    {
        // With TLS, only a connection shows whether another destination speaks HTTP/1.1.
        var canBePlain = pool.IsHttp11 && (retries is null || !pool.Origin.IsSecure);
        var exchange = (DirectExchange?)(canBePlain && transformer is UpstreamTransformer known
            ? PlainExchange.TryCreate(context, prefix, client.Pools!, pool, config, known) : null)
            ?? new MessageExchange(context, client, pool, config, transformer);
        exchange.Retries = retries;
        return exchange;
    }

    private static bool CanSend(HttpContext context, ForwarderRequestConfig config, DirectRetries? retries)
    {
        var request = context.Request;
        return IsVersion11Allowed(config)
            && !context.Response.HasStarted
            && request.Headers.Upgrade.Count == 0
            && !HttpMethods.IsConnect(request.Method)
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { } body
            && retries?.CanSend(request, body.CanHaveBody) != false
            && !(HttpProtocol.IsHttp2(request.Protocol) && GrpcRequest.IsGrpc(request));
    }

    private static bool IsVersion11Allowed(ForwarderRequestConfig config)
        => config.VersionPolicy is null or HttpVersionPolicy.RequestVersionOrLower
            ? config.Version is null || config.Version == HttpVersion.Version20 || config.Version == HttpVersion.Version11
            : config.VersionPolicy == HttpVersionPolicy.RequestVersionExact && config.Version == HttpVersion.Version11;

    /// <summary>Returns the pool of a destination; null if the destination only speaks HTTP/2, or isn't one of HTTP.</summary>
    private static ConnectionPool? FindPool(UpstreamPools pools, string prefix, ForwarderRequestConfig config)
        => pools.Find(prefix, OffersHttp2(config)) is { IsHttp2: false } pool ? pool : null;
}
