namespace GatewayKit.Plugins.Mirror;

/// <summary>Observes a body that is read.</summary>
internal interface IBodyObserver
{
    /// <summary>Observes bytes that were read; none at the end. Must not throw.</summary>
    void Add(ReadOnlySpan<byte> bytes);
}
