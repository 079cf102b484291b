using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Planning;

public sealed class AnonymousPlanTests
{
    private const string Service = "{ name: forward-auth, options: { url: \"http://127.0.0.1:9/\", consumerHeader: X-User } }";
    private const string Anonymous = "{ name: anonymous, options: { consumer: guest } }";

    [Theory]
    [InlineData("guest", 401)]
    [InlineData("ann", null)]
    public async Task Without_anonymous_its_recorded_caller_is_rejected_and_one_of_a_service_is_not(string consumer, int? refused)
    {
        var change = Assert.Single((await PlanAsync(consumer)).Changes);

        Assert.Equal((null, refused), (change.Before.Refused, change.After.Refused));
        Assert.Equal(refused is not null, change.Differences.Any(difference => difference.Kind == ChangeKind.Refusal));
    }

    private static async Task<PlanReport> PlanAsync(string consumer)
    {
        await using var before = await StartAsync($"{Service}, {Anonymous}");
        await using var after = await StartAsync(Service);
        var record = new TrafficRequest { Method = "GET", Target = "/a", Host = "a.test", Consumer = consumer, Status = 200 };
        return await after.PlanAsync(before, record);
    }

    private static Task<GatewayTestHost> StartAsync(string plugins) => PluginGateway.StartAsync($$"""
        routes: { a: { clusterId: up, match: { path: /a }, authentication: any, plugins: [ {{plugins}} ] } }
        clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
        """);
}
