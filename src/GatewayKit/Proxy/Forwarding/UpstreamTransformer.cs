using System.Net;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Checks and changes every upstream response before YARP copies it and before transforms and hooks see it.</summary>
/// <param name="inner">YARP's transforms.</param>
/// <param name="known">The transforms, if they are known ones; null otherwise.</param>
/// <param name="drain">Closes connections while the gateway is stopping.</param>
internal sealed class UpstreamTransformer(HttpTransformer inner, KnownTransforms? known, ConnectionDrain drain)
    : HttpTransformer
{
    private const string Trailer = "Trailer";

    /// <summary>The transforms, if they are known ones; null otherwise.</summary>
    public KnownTransforms? Known => known;

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        // The cluster is the one of the request: a plugin may have chosen another one than that of the route.
        if (httpContext.Features.Get<IReverseProxyFeature>()?.Cluster.HttpClient is UpstreamInvoker { HasAttempts: true })
            UpstreamRequest.Attach(proxyRequest, httpContext);
        var transforms = inner.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        return MeasuredExchange.Find(httpContext, httpContext.Features.Get<Exchange>()) is { } measurement
            ? BeginUpstreamAsync(transforms, measurement) : transforms;
    }

    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        => httpContext.Features.Get<Exchange>() is { } exchange
            ? exchange.Socket is { } socket
                ? OpenAsync(httpContext, proxyResponse, exchange, socket, cancellationToken)
                : TransformAsync(httpContext, proxyResponse, exchange, cancellationToken)
            : TransformAsync(httpContext, proxyResponse, null, cancellationToken);

    private async ValueTask<bool> OpenAsync(
        HttpContext http, HttpResponseMessage? response, Exchange exchange, UpstreamSocket socket, CancellationToken cancellation)
    {
        socket.End(http);
        if (response is not null)
            await SocketHandshake.CompleteAsync(http, response, socket, drain.Closing, cancellation).ConfigureAwait(false);
        return await TransformAsync(http, response, exchange, cancellation).ConfigureAwait(false);
    }

    private ValueTask<bool> TransformAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, Exchange? exchange, CancellationToken cancellationToken)
    {
        if (proxyResponse is not null)
        {
            Prepare(httpContext, proxyResponse);
        }
        else
        {
            FixReport(httpContext);
        }

        if (MeasuredExchange.Find(httpContext, exchange) is not { } measurement)
            return inner.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);

        measurement.EndUpstream();
        return BeginTransferAsync(inner.TransformResponseAsync(httpContext, proxyResponse, cancellationToken), measurement);
    }

    public override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        if (httpContext.Features.Get<Exchange>() is { Body.HasOtherContent: true })
            ContentHeaders.RemoveDigests(proxyResponse.TrailingHeaders);
        return inner.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>Replaces the report of a failure that isn't the destination's.</summary>
    public static void FixReport(HttpContext http)
    {
        NoConnectionFeature.Apply(http);
        NoDestinationFeature.Apply(http);
        InvalidHeaderFeature.Apply(http);
    }

    /// <summary>Asks the client to close its connection while the gateway is stopping.</summary>
    public void CloseIfDraining(HttpContext http) => drain.CloseIfDraining(http);

    private static ValueTask BeginUpstreamAsync(ValueTask transforms, ExchangeMeasurement measurement)
    {
        if (!transforms.IsCompletedSuccessfully)
            return AwaitAsync(transforms, measurement);

        measurement.BeginUpstream();
        return default;

        static async ValueTask AwaitAsync(ValueTask transforms, ExchangeMeasurement measurement)
        {
            await transforms.ConfigureAwait(false);
            measurement.BeginUpstream();
        }
    }

    private static ValueTask<bool> BeginTransferAsync(ValueTask<bool> transforms, ExchangeMeasurement measurement)
    {
        if (!transforms.IsCompletedSuccessfully)
            return AwaitAsync(transforms, measurement);

        measurement.BeginTransfer();
        return new(transforms.Result);

        static async ValueTask<bool> AwaitAsync(ValueTask<bool> transforms, ExchangeMeasurement measurement)
        {
            var copiesBody = await transforms.ConfigureAwait(false);
            measurement.BeginTransfer();
            return copiesBody;
        }
    }

    private void Prepare(HttpContext http, HttpResponseMessage response)
    {
        ResponseCheck.ThrowIfInvalid(response);
        ResponseCheck.RemoveNamed(response);

        // The server doesn't send trailers over HTTP/1.x, so they must not be announced (RFC 9110, section 6.6.2).
        if (!HttpProtocol.IsHttp2(http.Request.Protocol)
            && !HttpProtocol.IsHttp3(http.Request.Protocol)
            && response.Headers.NonValidated.Contains(Trailer))
            response.Headers.Remove(Trailer);
        if (drain.IsDraining && response.StatusCode != HttpStatusCode.SwitchingProtocols)
            Connections.CloseAfterResponse(http);
    }
}
