namespace GatewayKit.Proxy.Upstream;

/// <summary>Lets a service decide how often a request is sent.</summary>
internal sealed class AttemptHandler(IUpstreamAttempts attempts, HttpMessageInvoker upstream) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => UpstreamRequest.Of(request, upstream) is { } exchange
            ? attempts.SendAsync(exchange, cancellationToken)
            : upstream.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            upstream.Dispose();
        base.Dispose(disposing);
    }
}
