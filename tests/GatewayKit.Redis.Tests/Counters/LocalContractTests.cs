using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Counters;

public sealed class LocalContractTests : CounterStoreContract
{
    private protected override Task<TestedStore> CreateAsync() => Task.FromResult(TestedStore.CreateLocal());
}
