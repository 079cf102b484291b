using GatewayKit.EndToEnd.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.EndToEnd.FreshApps;

public sealed class FreshAppTests(FreshApp app) : IClassFixture<FreshApp>
{
    [PackagesFact]
    public async Task A_request_without_a_key_is_rejected() => Assert.Equal(401, await app.Server.StatusAsync("/hello"));

    [PackagesFact]
    public async Task A_request_with_a_key_is_answered()
        => Assert.Equal(200, await app.Server.StatusAsync("/hello", SampleConfiguration.Key));

    [PackagesFact]
    public async Task A_path_without_a_route_is_not_found() => Assert.Equal(404, await app.Server.StatusAsync("/nowhere"));

    [PackagesFact("redis-server")]
    public async Task Two_apps_count_together_in_Redis()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await app.StartWithRedisAsync(redis.Address);
        await using var two = await app.StartWithRedisAsync(redis.Address);

        await one.AnswersAsync("/limited", 200);
        await two.AnswersAsync("/limited", 429);
    }

    [PackagesFact]
    public void A_host_that_loads_plugins_keeps_the_threads_of_its_pool()
        => Assert.Contains("\"System.Threading.ThreadPool.ThreadsToKeepAlive\": -1",
            File.ReadAllText(app.Shell["bin/Release/net10.0/FreshApp.runtimeconfig.json"]), StringComparison.Ordinal);
}
