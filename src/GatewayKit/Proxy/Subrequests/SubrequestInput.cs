namespace GatewayKit.Proxy.Subrequests;

/// <summary>The body of a subrequest's response, as its sender reads it.</summary>
internal sealed class SubrequestInput(Subrequest subrequest) : ReadOnlyStream
{
    private bool _isDisposed;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return subrequest.ReadAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            subrequest.EndReading();
        }

        base.Dispose(disposing);
    }
}
