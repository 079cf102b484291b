namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>A slot of an exchange, or its place in the queue.</summary>
internal interface ISlot
{
    /// <summary>Releases the slot, or leaves the queue. Call it once for each exchange.</summary>
    void Release();
}
