namespace GatewayKit;

/// <summary>
/// A stream that returns the bytes of another one unchanged and sees them, for <see cref="GatewayContext.WrapRequestBody"/> and
/// <see cref="GatewayContext.WrapResponseBody"/>. It can only be read, and owns the other stream.
/// </summary>
/// <param name="inner">The stream to read from.</param>
public abstract class ObservedStream(Stream inner) : ReadOnlyStream
{
    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            OnFailed(error);
            throw;
        }

        return Observed(buffer.Span, count);
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            OnFailed(error);
            throw;
        }

        return Observed(buffer, count);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called with the bytes that were read, before the reader gets them. An exception reaches the reader instead.</summary>
    /// <param name="bytes">The bytes; empty at the end of the stream.</param>
    protected abstract void OnRead(ReadOnlySpan<byte> bytes);

    /// <summary>Called if the other stream fails. A canceled read isn't a failure.</summary>
    /// <param name="error">The exception, which the reader gets afterwards.</param>
    protected virtual void OnFailed(Exception error)
    {
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // A read into an empty buffer that returns 0 isn't the end of the stream.
    private int Observed(ReadOnlySpan<byte> buffer, int count)
    {
        if (count > 0 || buffer.Length > 0)
            OnRead(buffer[..count]);
        return count;
    }
}
