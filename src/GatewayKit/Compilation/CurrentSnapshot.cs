namespace GatewayKit.Compilation;

/// <summary>The snapshot that serves new requests. Requests get their snapshot from the matched route; all other code uses this one.</summary>
internal sealed class CurrentSnapshot
{
    private GatewaySnapshot? _value;

    /// <summary>Gets the snapshot; null before the gateway is mapped and after it stopped.</summary>
    public GatewaySnapshot? Value => Volatile.Read(ref _value);

    /// <returns>The replaced snapshot.</returns>
    public GatewaySnapshot? Replace(GatewaySnapshot? next) => Interlocked.Exchange(ref _value, next);
}
