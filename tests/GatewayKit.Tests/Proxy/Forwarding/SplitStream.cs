namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>A connection that delivers bytes in parts, then ends, and takes whatever is written.</summary>
internal sealed class SplitStream(byte[] bytes, IReadOnlyList<int> cuts) : MemoryStream
{
    private int _at;
    private int _next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_next < cuts.Count && cuts[_next] <= _at)
            _next++;
        var end = _next < cuts.Count ? Math.Min(cuts[_next], bytes.Length) : bytes.Length;
        var count = Math.Min(buffer.Length, end - _at);
        bytes.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return new(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
}
