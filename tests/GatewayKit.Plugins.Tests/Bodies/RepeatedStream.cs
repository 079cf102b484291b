namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A long body that repeats a text, and is always there at once.</summary>
internal sealed class RepeatedStream(byte[] text, long length) : ReadOnlyStream
{
    private long _position;

    /// <summary>Gets the number of bytes that were read.</summary>
    public long Sent => _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var written = 0; written < count;)
        {
            var from = text.AsMemory((int)((_position + written) % text.Length));
            var part = Math.Min(from.Length, count - written);
            from[..part].CopyTo(buffer[written..]);
            written += part;
        }

        _position += count;
        return new(count);
    }
}
