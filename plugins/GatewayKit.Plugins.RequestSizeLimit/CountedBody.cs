namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>A body that fails before a byte beyond its limit is returned.</summary>
internal sealed class CountedBody(Stream body, long limit) : PassedBody(body)
{
    private long _left = limit;

    protected override ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _left -= bytes.Length;
        return _left < 0 ? throw TooLarge() : default;
    }
}
