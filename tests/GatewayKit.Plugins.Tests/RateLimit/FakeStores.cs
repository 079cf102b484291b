namespace GatewayKit.Plugins.Tests.RateLimit;

/// <summary>A host whose only store is in its process, or that also has a shared one.</summary>
internal sealed class FakeStores(ICounterStore local, ICounterStore? shared = null) : ICounterStores
{
    public ICounterStore Local => local;

    public ICounterStore? Shared => shared;
}
