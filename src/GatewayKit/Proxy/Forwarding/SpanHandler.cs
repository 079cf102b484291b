using System.Diagnostics;
using System.Net.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Gives each request that the HTTP client sends to an upstream its span, as the gateway's own forwarder does, and the trace
/// context of the span. The client itself has none, so that an attempt has one span.</summary>
/// <param name="inner">The client.</param>
internal sealed class SpanHandler(HttpMessageInvoker inner) : HttpMessageHandler
{
    // Removes the client's headers first.
    private static readonly ReverseProxyPropagator s_propagator = new(DistributedContextPropagator.Current);

    /// <summary>Replaces the trace context of a request with the current one, if there is one.</summary>
    public static void Inject(HttpRequestMessage request)
    {
        if (Activity.Current is { } activity)
        {
            s_propagator.Inject(activity, request, static (carrier, name, value)
                => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value));
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (UpstreamActivity.IsRecorded)
            return TraceAsync(request, cancellationToken);

        Inject(request);
        return inner.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> TraceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var span = UpstreamActivity.Start(request);
        Inject(request);
        try
        {
            var response = await inner.SendAsync(request, cancellation).ConfigureAwait(false);
            if (span is not null)
                UpstreamActivity.End(span, (int)response.StatusCode, response.Version);
            return response;
        }
        catch (Exception error)
        {
            if (span is not null)
                UpstreamActivity.End(span, error);
            throw;
        }
    }
}
