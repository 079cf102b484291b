using GatewayKit.Admin.Tests.Planning;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class MetricsTests
{
    private const string Configuration = """
        routes: { one: { clusterId: one, match: { path: /one } } }
        clusters: { one: { destinations: { a: { address: "{upstream}" } } } }
        """;

    [Fact]
    public async Task Requests_are_counted_from_the_first_read_on()
    {
        await using var host = await AdminHost.StartAsync(Configuration);
        await SendAsync(host);

        // An exchange ends after its client has the response, and is counted before it is part of the sample.
        await host.PlanAsync(1, "{}");
        Assert.Equal(0, (long?)(await host.ReadAsync("/v1/metrics"))["requests"]!["total"]);

        await SendAsync(host);

        var metrics = await Eventually.NotNullAsync(async () =>
            await host.ReadAsync("/v1/metrics") is var read && (long?)read["requests"]!["total"] == 1 ? read : null);
        Assert.Equal(1, (long?)metrics["requests"]!["byStatus"]!["2xx"]);
        Assert.Equal((1, 0), ((int)metrics["destinations"]!, (int)metrics["unhealthyDestinations"]!));
        Assert.True((long)metrics["process"]!["workingSetBytes"]! > 0);
    }

    [Fact]
    public async Task A_minute_after_the_last_read_the_count_ends()
    {
        var time = new FakeTimeProvider();
        await using var host = await AdminHost.StartAsync(Configuration, setup => setup.WithTime(time));
        var before = (string?)(await host.ReadAsync("/v1/metrics"))["requests"]!["since"];

        time.Advance(TimeSpan.FromSeconds(61));

        Assert.NotEqual(before, (string?)(await host.ReadAsync("/v1/metrics"))["requests"]!["since"]);
    }

    private static async Task SendAsync(AdminHost host)
    {
        using var response = await host.Gateway.Client.GetAsync("/one").WaitAsync(AdminHost.Patience);
        Assert.Equal(200, (int)response.StatusCode);
    }
}
