using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Counters;

public sealed class RedisServerContractTests(SharedRedisServer server) : CounterStoreContract, IClassFixture<SharedRedisServer>
{
    private protected override Task<TestedStore> CreateAsync() => TestedStore.CreateRedisAsync(server.Address);
}
