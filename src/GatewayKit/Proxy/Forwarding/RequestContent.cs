using System.Net;
using System.Net.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The body of a request for transforms and hooks, which can change its headers. Only the HTTP client serializes it:
/// <see cref="RequestBodySender"/> reads the body of the request itself.
/// </summary>
internal sealed class RequestContent(HttpContext context) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? transport, CancellationToken cancellationToken)
        => context.Request.Body.CopyToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
