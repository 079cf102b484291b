namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Sends a request to an upstream: one without a body at most twice, and that only where nothing can have happened twice; one
/// with a long body so that it can end early.
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
    /// Sends an idempotent request once more if its connection, kept from an earlier request, ended just as it was sent
    /// (RFC 9110, section 9.2.2).
    /// </summary>
    private async Task<HttpResponseMessage> SendAgainAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await inner.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.InnerException is UnansweredException { WasReused: true } && !cancellation.IsCancellationRequested)
        {
            return await inner.SendAsync(request, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsIdempotent(HttpMethod method)
        => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Put || method == HttpMethod.Delete;
}
