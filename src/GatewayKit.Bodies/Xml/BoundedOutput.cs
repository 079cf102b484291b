namespace GatewayKit.Bodies;

/// <summary>The converted body in memory. A short body can become a very long one, so its length has a limit.</summary>
/// <param name="limit">The maximum length in bytes.</param>
internal sealed class BoundedOutput(long limit) : WriteOnlyStream
{
    private readonly MemoryStream _written = new();
    private bool _isEnded;

    public ReadOnlyMemory<byte> Written => _written.GetBuffer().AsMemory(0, (int)_written.Length);

    /// <exception cref="ConversionException">The body is longer than the limit.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // A writer that is disposed after a failure still writes the rest.
        if (_isEnded)
            return;
        if (buffer.Length > limit - _written.Length)
            throw ConversionException.TooLarge();
        _written.Write(buffer);
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        _isEnded = true;
        base.Dispose(disposing);
    }
}
