namespace GatewayKit.Compilation;

/// <summary>The snapshot that serves new requests. Requests find theirs through the matched route; everything else asks here.</summary>
internal sealed class CurrentSnapshot
{
    private GatewaySnapshot? _value;

    /// <summary>Gets the snapshot; null before the gateway is mapped and after it has stopped.</summary>
    public GatewaySnapshot? Value => Volatile.Read(ref _value);

    /// <returns>The snapshot that was replaced.</returns>
    public GatewaySnapshot? Replace(GatewaySnapshot? next) => Interlocked.Exchange(ref _value, next);
}
