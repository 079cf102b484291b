namespace GatewayKit.Proxy.Upstream;

/// <summary>Notices whether a write has failed.</summary>
internal sealed class WatchedWrites(Stream inner) : WriteOnlyStream
{
    public bool HaveFailed { get; private set; }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            HaveFailed = true;
            throw;
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            HaveFailed = true;
            throw;
        }
    }
}
