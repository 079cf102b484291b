namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A body that arrives in parts of one size.</summary>
internal sealed class PartedStream(byte[] content, int size) : ReadOnlyStream
{
    private int _position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Every other read has to be waited for.
        if ((_position / size & 1) == 1)
            await Task.Yield();
        var count = Math.Min(Math.Min(size, buffer.Length), content.Length - _position);
        content.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
