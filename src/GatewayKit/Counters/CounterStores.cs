namespace GatewayKit.Counters;

/// <summary>The store in this process, and the one that the host uses instead.</summary>
internal sealed class CounterStores(LocalCounterStore local, ICounterStore counters) : ICounterStores
{
    public ICounterStore Local => local;

    public ICounterStore? Shared => counters is LocalCounterStore ? null : counters;
}
