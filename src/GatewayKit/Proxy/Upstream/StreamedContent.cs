using System.Net;

namespace GatewayKit.Proxy.Upstream;

/// <summary>A request body that can be read once, and knows whether that has begun.</summary>
internal sealed class StreamedContent : HttpContent
{
    private readonly HttpContent _original;

    public StreamedContent(HttpContent original)
    {
        _original = original;
        foreach (var (name, values) in original.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    public bool IsStarted { get; private set; }

    /// <summary>Gets whether the body couldn't be read: its client failed, not the upstream.</summary>
    public bool IsUnreadable { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsStarted = true;
        var target = new WatchedWrites(stream);
        await using (target.ConfigureAwait(false))
        {
            try
            {
                await _original.CopyToAsync(target, context, cancellationToken).ConfigureAwait(false);
            }
            catch when (!target.HaveFailed && !cancellationToken.IsCancellationRequested)
            {
                IsUnreadable = true;
                throw;
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _original.Dispose();
        base.Dispose(disposing);
    }
}
