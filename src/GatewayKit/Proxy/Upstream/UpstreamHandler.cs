namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Sends a request to an upstream. A request without a body is sent at most twice, and only if it can't have an effect twice. A request
/// with a long body can end early.
/// </summary>
internal sealed class UpstreamHandler(HttpMessageInvoker inner) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            if (content.Headers.ContentLength is not <= StoppableContent.ShortLength)
                request.Content = new StoppableContent(content);
            return inner.SendAsync(request, cancellationToken);
        }

        return IsIdempotent(request.Method) ? SendAgainAsync(request, cancellationToken) : inner.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Sends an idempotent request once more if its connection, kept from an earlier request, ended while it was sent
    /// (RFC 9110, section 9.2.2).
    /// </summary>
    private async Task<HttpResponseMessage> SendAgainAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await inner.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.InnerException is UnansweredException { WasReused: true }
            && !cancellation.IsCancellationRequested)
        {
            return await inner.SendAsync(request, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsIdempotent(HttpMethod method)
        => method == HttpMethod.Get
            || method == HttpMethod.Head
            || method == HttpMethod.Options
            || method == HttpMethod.Put
            || method == HttpMethod.Delete;
}
