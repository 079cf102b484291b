using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Counters;

public sealed class GarnetContractTests : CounterStoreContract
{
    private protected override Task<TestedStore> CreateAsync() => TestedStore.CreateRedisAsync(EmbeddedGarnet.Address);
}
