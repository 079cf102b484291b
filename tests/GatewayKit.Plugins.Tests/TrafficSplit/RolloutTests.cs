using GatewayKit.Hosting;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.TrafficSplit;

/// <summary>A schedule in a gateway, whose upstream responds as <c>X-Status</c> of the request says.</summary>
public sealed class RolloutTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private GatewayTestHost _host = null!;

    public async Task InitializeAsync() => _host = await PluginGateway.StartAsync("""
        routes:
          all:
            clusterId: live
            match: { path: "/{**rest}" }
            plugins:
              - name: traffic-split
                options:
                  weights: { live: 1, next: 0 }
                  testers: { header: X-Cluster }
                  schedule: { cluster: next, steps: [50, 100], interval: 1m, minRequests: 5, maxErrorRate: 20 }
          lost:
            clusterId: live
            match: { path: /lost }
            plugins:
              - name: traffic-split
                options: { weights: { live: 1, lost: 0 }, schedule: { cluster: lost, steps: [100], minRequests: 1, maxErrorRate: 0 } }
        clusters:
          live: { destinations: { one: { address: "{upstream}/live" } } }
          next: { destinations: { one: { address: "{upstream}/next" } } }
          lost: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        """, setup => setup.WithTime(_time).WithUpstream(AnswerAsync)
            .WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0")));

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_cluster_that_holds_its_bounds_gets_all_requests_and_loses_them_when_it_fails()
    {
        using var metrics = new Metrics(_host);

        // Testers don't count, whatever the response.
        for (var i = 0; i < 5; i++)
            Assert.Equal(500, (await _host.GetAsync("/x", ("X-Cluster", "next"), ("X-Status", "500"))).Status);
        await NextAsync(10);
        _time.Advance(TimeSpan.FromMinutes(1));
        await NextAsync(1);
        Assert.All(await TargetsAsync(10), target => Assert.Equal("/next/x", target));
        Assert.Contains(
            "gets 100% of the requests, in step 2 of 2", await _host.CommandAsync("traffic-split/status"), StringComparison.Ordinal);

        for (var i = 0; i < 20; i++)
            await _host.GetAsync("/x", ("X-Status", "503"));

        Assert.All(await TargetsAsync(10), target => Assert.Equal("/live/x", target));
        Assert.Equal(["route:all/traffic-split next 1"], metrics.Of("gatewaykit.split.rollbacks"));
        Assert.Equal(
            ["route:all/traffic-split next 100", "route:all/traffic-split next 0"], metrics.Of("gatewaykit.split.share"));
        Assert.Contains(_host.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("Traffic split 'route:all/traffic-split' takes back the 100% of cluster 'next': ", StringComparison.Ordinal)
            && line.Contains("requests failed; the bound is 20%.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cluster_that_does_not_respond_loses_its_share_and_a_command_restarts_the_schedule()
    {
        Assert.Equal(502, (await _host.GetAsync("/lost")).Status);

        Assert.Equal("/live/lost", (await _host.GetAsync("/lost")).Body);
        Assert.Contains("gets no requests", await _host.CommandAsync("traffic-split/status"), StringComparison.Ordinal);
        await _host.CommandAsync("traffic-split/restart");
        Assert.Equal(502, (await _host.GetAsync("/lost")).Status);
    }

    [Fact]
    public async Task An_operator_takes_the_share_back()
    {
        Assert.Contains(
            "gets no requests: its share was taken back.", await _host.CommandAsync("traffic-split/rollback"), StringComparison.Ordinal);

        Assert.All(await TargetsAsync(10), target => Assert.Equal("/live/x", target));
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        if (int.TryParse(http.Request.Headers["X-Status"], out var status))
            http.Response.StatusCode = status;
        await http.Response.WriteAsync(http.Request.Path);
    }

    /// <summary>Sends requests until the new cluster has got a number of them.</summary>
    private async Task NextAsync(int count)
    {
        for (var i = 0; count > 0; i++)
        {
            Assert.True(i < 1000, "The new cluster gets no requests.");
            if ((await _host.GetAsync("/x")).Body == "/next/x")
                count--;
        }
    }

    private async Task<List<string>> TargetsAsync(int count)
    {
        var targets = new List<string>();
        for (var i = 0; i < count; i++)
            targets.Add((await _host.GetAsync("/x")).Body);
        return targets;
    }
}
