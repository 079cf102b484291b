using System.Net;
using GatewayKit.Pipeline;

namespace GatewayKit.Proxy;

/// <summary>An upstream's body as changed by the hooks. YARP reads it instead of the original.</summary>
internal sealed class ChangedContent(HttpContent original, ResponseBody body) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body.Open());

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => Task.FromResult(body.Open());

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var source = body.Open();
        await using (source.ConfigureAwait(false))
            await source.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            original.Dispose();
        base.Dispose(disposing);
    }
}
