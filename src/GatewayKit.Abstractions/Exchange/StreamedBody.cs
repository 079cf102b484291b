namespace GatewayKit;

/// <summary>A body that is written while it is sent.</summary>
internal sealed class StreamedBody
{
    public StreamedBody(Func<Stream, CancellationToken, Task> write, long? length)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        (WriteAsync, Length) = (write, length);
    }

    /// <summary>Writes the body to a stream.</summary>
    public Func<Stream, CancellationToken, Task> WriteAsync { get; }

    /// <summary>The length in bytes; null if it is unknown.</summary>
    public long? Length { get; }
}
