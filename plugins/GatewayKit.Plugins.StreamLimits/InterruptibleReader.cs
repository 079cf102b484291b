namespace GatewayKit.Plugins.StreamLimits;

/// <summary>Reads a stream so that another thread can interrupt a read that waits, without a token source for each read.</summary>
internal sealed class InterruptibleReader(Stream stream) : IDisposable
{
    private readonly Lock _interrupting = new();
    private volatile CancellationTokenSource _interrupt = new();
    private CancellationToken _linked;
    private CancellationTokenRegistration _link;
    private volatile bool _isInterrupted;

    /// <summary>Reads. Returns null if the read was interrupted; the stream can be read again.</summary>
    /// <param name="buffer">The buffer; empty to wait for data.</param>
    /// <param name="cancellation">Cancels the read as usual. Callers mostly pass the same token.</param>
    public async ValueTask<int?> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        Link(cancellation);
        try
        {
            return await stream.ReadAsync(buffer, _interrupt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isInterrupted && !cancellation.IsCancellationRequested)
        {
            lock (_interrupting)
            {
                _isInterrupted = false;
                _interrupt = new CancellationTokenSource();
            }

            // Its callback may just have canceled the previous source.
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>Interrupts the read that waits, or the next one. Call it once.</summary>
    public void Interrupt()
    {
        lock (_interrupting)
        {
            _isInterrupted = true;
            _ = _interrupt.CancelAsync();
        }
    }

    public void Dispose() => _link.Dispose();

    private void Link(CancellationToken cancellation)
    {
        if (_linked == cancellation)
            return;

        _link.Dispose();
        _linked = cancellation;

        // The previous token was canceled, perhaps because another reader around this one was interrupted: this one reads again.
        lock (_interrupting)
        {
            if (_interrupt.IsCancellationRequested && !_isInterrupted)
                _interrupt = new CancellationTokenSource();
        }

        _link = cancellation.UnsafeRegister(static reader => ((InterruptibleReader)reader!)._interrupt.Cancel(), this);
    }
}
