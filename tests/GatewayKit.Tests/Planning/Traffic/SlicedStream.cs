namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>Returns a few bytes at a time, as a slow source does.</summary>
internal sealed class SlicedStream(byte[] bytes, int most) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span[..Math.Min(most, buffer.Length)]));
    }
}
