using GatewayKit.Proxy.Forwarding;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy;

namespace GatewayKit.Tests.Proxy.Resilience;

/// <summary>Retries of the gateway's own forwarder.</summary>
public sealed class DirectRetryTests(DirectRetryTests.Fixture fixture) : IClassFixture<DirectRetryTests.Fixture>
{
    private const string Retry = "retry: { delay: 0s, statuses: [], budget: { percent: 100, perSecond: 1000 }";
    private const string Affinity
        = "sessionAffinity: { enabled: true, policy: HashCookie, affinityKeyName: k, failurePolicy: Return503Error }";

    private const string Dead = "destinations: { a: { address: 'http://127.0.0.1:1' }, b: { address: '{upstream}/b' } }";

    private readonly PolicyHost _host = fixture.Host;

    [Theory]
    [InlineData("direct", true)]
    [InlineData("held", true)]
    [InlineData("statuses", false)]
    [InlineData("delayed", false)]
    [InlineData("limited", false)]
    [InlineData("yarp", false)]
    public void The_own_forwarder_serves_clusters_whose_retries_need_no_messages(string cluster, bool isDirect)
    {
        var client = _host.Gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters()
            .Single(state => state.ClusterId == cluster).Model.HttpClient;

        Assert.Equal(
            isDirect, client is UpstreamInvoker { Pools: not null } invoker && invoker.IsDirect(out var retries) && retries is not null);
    }

    [Theory]
    [InlineData("direct", "GET")]
    [InlineData("direct", "HEAD")]
    [InlineData("direct", "DELETE")]
    [InlineData("hooked", "GET")]
    [InlineData("hooked", "OPTIONS")]
    public async Task An_idempotent_request_without_a_response_goes_to_another_destination(string cluster, string method)
    {
        var answer = await _host.SendAsync(cluster, "reset,200", method, path: "a%20b/c?d=e");

        Assert.Equal((200, "a b"), (answer.Status, answer.Destinations));
        Assert.Equal(method == "HEAD" ? "" : $"/b/{cluster}/a%20b/c?d=e 0", answer.Body);
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("dead-hooked")]
    public async Task A_request_that_reached_no_destination_goes_to_another_one_with_its_body(string cluster)
    {
        var answer = await _host.SendAsync(cluster, "200", "POST", new StringContent(new string('x', 200_000)));

        Assert.Equal(new PlannedAnswer(200, "b", $"/b/{cluster}/x 200000"), answer);
    }

    [Theory]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    public async Task A_request_that_can_have_reached_a_destination_is_not_repeated(string method, bool hasBody)
    {
        var answer = await _host.SendAsync("direct", "reset,200", method, hasBody ? new StringContent("hello") : null);

        Assert.Equal((502, "a"), (answer.Status, answer.Destinations));
    }

    [Fact]
    public async Task A_body_that_is_kept_in_memory_is_repeated()
    {
        var answer = await _host.SendAsync("held", "reset,200", "PUT", new StringContent("hello"));

        Assert.Equal(new PlannedAnswer(200, "a b", "/b/held/x 5"), answer);
    }

    [Fact]
    public async Task The_attempts_are_bounded()
    {
        var answer = await _host.SendAsync("direct", "reset");

        Assert.Equal(502, answer.Status);
        Assert.Equal(3, answer.Destinations.Split(' ').Length);
    }

    [Fact]
    public async Task The_budget_bounds_the_retries()
    {
        var attempts = 0;
        for (var i = 0; i < 10; i++)
            attempts += (await _host.SendAsync("frugal", "reset")).Destinations.Split(' ').Length;

        // One at first, and 20 for each 100 requests.
        Assert.Equal(10 + 1 + 2, attempts);
    }

    [Fact]
    public async Task Session_affinity_that_does_not_move_keeps_the_destination()
        => Assert.Equal("a a", (await _host.SendAsync("sticky", "reset,200")).Destinations);

    public sealed class Fixture : IAsyncLifetime
    {
        internal PolicyHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await PolicyHost.StartAsync(
            $$$"""
            direct: policies: { {{{Retry}}}, maxBodySize: 0B } }
            hooked: policies: { {{{Retry}}} } }, plugins: [ { name: probe, options: { name: a, runs: true } } ]
            held: policies: { {{{Retry}}} } }
            statuses: policies: { retry: { delay: 0s } }
            delayed: policies: { retry: { statuses: [] } }
            limited: policies: { {{{Retry}}} }, concurrency: { limit: 10 } }
            yarp: policies: { {{{Retry}}} } }, forwarder: yarp
            dead: policies: { {{{Retry}}}, maxBodySize: 0B } }, {{{Dead}}}
            dead-hooked: policies: { {{{Retry}}} } }, {{{Dead}}}, plugins: [ { name: probe, options: { name: a, runs: true } } ]
            frugal: policies: { retry: { delay: 0s, statuses: [], budget: { percent: 20, perSecond: 0 } } }
            sticky: policies: { {{{Retry}}} } }, {{{Affinity}}}
            """, new FakeTimeProvider(), setup => setup.WithPlugin<ProbePlugin>()
                .WithGateway(gateway => gateway.Services.AddSingleton(new Probe())));

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
