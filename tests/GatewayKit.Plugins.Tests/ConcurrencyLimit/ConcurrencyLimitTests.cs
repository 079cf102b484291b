using System.Net.WebSockets;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.ConcurrencyLimit;

public sealed class ConcurrencyLimitTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HeldUpstream _upstream = new();

    [Fact]
    public async Task While_all_slots_are_used_a_request_is_rejected_and_each_subject_has_slots_of_its_own()
    {
        await using var host = await StartAsync("limit: 2, by: 'header:X-Tenant'");
        using var metrics = new Metrics(host);
        var requests = new[] { host.GetAsync("/held", ("X-Tenant", "blue")), host.GetAsync("/held", ("X-Tenant", "blue")) };
        var held = new[] { await _upstream.NextAsync(), await _upstream.NextAsync() };

        var rejected = await host.GetAsync("/", ("X-Tenant", "blue"));
        Assert.Equal((429, "1", "\"default\";q=2;qu=\"concurrent-requests\""),
            (rejected.Status, rejected.Header("Retry-After"), rejected.Header("RateLimit-Policy")));
        Assert.Equal("No more than 2 requests are allowed at the same time.",
            JsonDocument.Parse(rejected.Body).RootElement.GetProperty("detail").GetString());
        Assert.Equal(200, (await host.GetAsync("/", ("X-Tenant", "green"))).Status);

        Assert.Equal(
            ["concurrency-limit all allowed 1", "concurrency-limit all allowed 1", "concurrency-limit all limited 1",
                "concurrency-limit all allowed 1"],
            metrics.Of("gatewaykit.limit.decisions"));
        Array.ForEach(held, request => request.SetResult());
        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(200, answer.Status));
    }

    [Theory]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("10.0.0.0/8", 429)]
    public async Task Exempt_addresses_need_no_slot(string exempt, int status)
    {
        await using var host = await StartAsync($"limit: 1, by: ip, exempt: [{exempt}]");
        var first = host.GetAsync("/held");
        var held = await _upstream.NextAsync();

        Assert.Equal(status, (await host.GetAsync("/")).Status);
        held.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task An_entry_of_a_cluster_limits_all_its_routes_together()
    {
        await using var host = await StartAsync("""
            routes:
              one: { clusterId: up, match: { path: /held } }
              two: { clusterId: up, match: { path: /two } }
            clusters:
              up:
                destinations: { one: { address: "{upstream}" } }
                plugins: [ { name: concurrency-limit, options: { limit: 1, by: cluster, status: 503 } } ]
            """, isWhole: true);
        var first = host.GetAsync("/held");
        var held = await _upstream.NextAsync();

        Assert.Equal(503, (await host.GetAsync("/two")).Status);
        held.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task Whatever_the_outcome_of_an_exchange_the_next_one_gets_its_slot()
    {
        await using var host = await StartAsync("limit: 1, queue: 1, maxWait: 20s, by: route");

        // Without the slot, the next request would wait for ever: the clock stands still.
        foreach (var (path, status) in new[] { ("/", 200), ("/throw", 500), ("/cut", 502), ("/", 200) })
            Assert.Equal(status, (await host.GetAsync(path)).Status);

        using (var gone = new CancellationTokenSource())
        {
            var request = host.Client.GetAsync(new Uri(host.Address, "held"), gone.Token);
            await _upstream.NextAsync();
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(s_patience));
        }

        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task An_open_WebSocket_has_a_slot_until_it_ends()
    {
        await using var host = await StartAsync("limit: 1, queue: 1, maxWait: 20s, by: route");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/socket" }.Uri, default).WaitAsync(s_patience);

        // One of them waits, so the queue has no place for the other.
        var requests = new[] { host.GetAsync("/"), host.GetAsync("/") };
        var rejected = await Task.WhenAny(requests).WaitAsync(s_patience);
        Assert.Equal(429, (await rejected).Status);
        socket.Abort();

        Assert.Equal(200, (await requests.Single(request => request != rejected)).Status);
    }

    [Theory]
    [InlineData("{}", "options.limit is missing")]
    [InlineData("{ limit: 0 }", "options.limit is 0; it must be between 1 and 1000000.")]
    [InlineData("{ limit: 1, by: me }", "must be consumer, ip, route, cluster, header:NAME")]
    [InlineData("{ limit: 1, status: 500 }", "options.status is 500; it must be 429 or 503")]
    [InlineData("{ limit: 1, exempt: [10.0.0.1/8] }", "options.exempt[0] is '10.0.0.1/8'")]
    [InlineData("{ limit: 1, maxWait: 1m }", "options.maxWait is 1m; it must be between 1ms and 20s.")]
    public async Task An_option_that_cant_work_is_an_error(string options, string error)
        => Assert.Contains(
            await PluginGateway.ErrorsOfAsync($"{{ name: concurrency-limit, options: {options} }}"),
            text => text.Contains(error, StringComparison.Ordinal));

    private Task<GatewayTestHost> StartAsync(string options, bool isWhole = false)
        => PluginGateway.StartAsync(
            isWhole ? options : PluginGateway.OneRoute($"{{ name: concurrency-limit, options: {{ {options} }} }}", "{ name: throwing }"),
            setup => setup.WithPlugin<ThrowingPlugin>().WithUpstream(_upstream.AnswerAsync).WithTime(new FakeTimeProvider()));
}
