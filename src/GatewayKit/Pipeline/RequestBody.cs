using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>Reads request bodies into memory for the hooks that ask for it.</summary>
internal static class RequestBody
{
    public static bool Exists(Exchange exchange)
        => exchange.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false && !exchange.AsksForTunnel;

    public static async ValueTask<ReadOnlyMemory<byte>> BufferAsync(HttpRequest request, ByteSize limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Bytes, 1, nameof(limit));
        if (request.Body is MemoryStream held)
            return held.Length <= limit.Bytes ? held.ToArray() : throw TooLarge();
        if (request.ContentLength > limit.Bytes)
            throw TooLarge();

        var body = await BoundedReader.ReadAsync(request.Body, limit.Bytes, cancellation).ConfigureAwait(false)
            ?? throw TooLarge();
        cancellation.ThrowIfCancellationRequested();
        request.Body = new MemoryStream(body, writable: false);
        return body;
    }

    private static BadHttpRequestException TooLarge() => new("The request's body is too long to hold.", StatusCodes.Status413PayloadTooLarge);
}
