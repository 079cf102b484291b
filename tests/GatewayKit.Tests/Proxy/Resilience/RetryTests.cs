using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Proxy.Forwarding;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Resilience;

public sealed class RetryTests : IClassFixture<RetryTests.Fixture>
{
    private const string Many = "budget: { percent: 100, perSecond: 1000 }";
    private const string Affinity = "sessionAffinity: { enabled: true, policy: HashCookie, affinityKeyName: k";
    private const string Dead = "destinations: { a: { address: 'http://127.0.0.1:1' }, b: { address: '{upstream}/b' } }";
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(2);

    private readonly PolicyHost _host;
    private readonly CountedTimers _time;

    public RetryTests(Fixture fixture) => (_host, _time) = (fixture.Host, fixture.Time);

    [Theory]
    [InlineData("retry", "GET", "503,200")]
    [InlineData("yarp", "GET", "reset,200")]
    [InlineData("retry", "PUT", "502,200")]
    [InlineData("retry", "DELETE", "reset,200")]
    [InlineData("retry", "HEAD", "504,200")]
    [InlineData("retry", "OPTIONS", "reset,200")]
    public async Task A_request_that_may_be_repeated_goes_to_another_destination(string cluster, string method, string plan)
    {
        var answer = await _host.SendAsync(cluster, plan, method, path: "a%20b/c?d=e");

        Assert.Equal((200, "a b"), (answer.Status, answer.Destinations));
        Assert.Equal(method == "HEAD" ? "" : $"/b/{cluster}/a%20b/c?d=e 0", answer.Body);
    }

    [Theory]
    [InlineData("POST", "503,200", 503)]
    [InlineData("POST", "reset,200", 502)]
    [InlineData("PATCH", "reset,200", 502)]
    public async Task A_request_that_reached_a_destination_and_must_not_be_repeated_is_sent_once(string method, string plan, int status)
    {
        var answer = await _host.SendAsync("retry", plan, method, new StringContent("hello"));

        Assert.Equal((status, "a"), (answer.Status, answer.Destinations));
    }

    [Theory]
    [InlineData("500,200", 500)]
    [InlineData("429,200", 429)]
    [InlineData("404,200", 404)]
    public async Task Other_statuses_are_final(string plan, int status)
        => Assert.Equal((status, "a"), await StatusAsync("retry", plan));

    [Fact]
    public async Task A_request_that_reached_no_destination_goes_to_another_one_whatever_its_method()
    {
        var answer = await _host.SendAsync("dead", "200", "POST", new StringContent(new string('x', 200_000)));

        Assert.Equal(new PlannedAnswer(200, "b", "/b/dead/x 200000"), answer);
    }

    [Theory]
    [InlineData(5, "a b", 200)]
    [InlineData(1000, "a b", 200)]
    [InlineData(1001, "a", 503)]
    public async Task A_body_is_sent_again_up_to_the_bound(int length, string destinations, int status)
    {
        var answer = await _host.SendAsync("small", "503,200", "PUT", new StringContent(new string('x', length)));

        Assert.Equal((status, destinations), (answer.Status, answer.Destinations));
        if (status == 200)
            Assert.Equal($"/b/small/x {length}", answer.Body);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_sent_once()
    {
        using var body = new StreamContent(new MemoryStream(new byte[5]));
        body.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/retry/x") { Content = body };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Plan", "503,200");
        request.Headers.Add("X-Id", "chunked");

        using var response = await _host.Gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "a"), (response.StatusCode, _host.Upstream.DestinationsOf("chunked")));
    }

    [Fact]
    public async Task The_last_response_counts_when_all_attempts_fail()
    {
        var answer = await _host.SendAsync("retry", "503");

        Assert.Equal(503, answer.Status);
        Assert.Equal("a b", answer.Destinations[..3]);
        Assert.Equal(3, answer.Destinations.Split(' ').Length);
    }

    [Fact]
    public async Task A_response_that_the_client_has_seen_is_never_repeated()
    {
        var answer = await _host.SendAsync("retry", "partial,200");

        Assert.Equal(new PlannedAnswer(200, "a", null), answer);
    }

    [Fact]
    public async Task Without_other_destinations_the_same_one_is_tried_again()
        => Assert.Equal((200, "a a"), await StatusAsync("same", "503,200"));

    [Fact]
    public async Task Session_affinity_that_does_not_move_keeps_the_destination()
        => Assert.Equal((200, "a a"), await StatusAsync("sticky", "503,200"));

    [Fact]
    public async Task Session_affinity_follows_the_request_to_another_destination()
        => Assert.Equal((200, "a b"), await StatusAsync("affine", "503,200"));

    [Fact]
    public async Task Retry_After_is_the_delay()
    {
        var answer = _host.SendAsync("retry", "503/2,200");
        await _time.IsSetAsync();
        Assert.False(answer.IsCompleted);
        _time.Advance(s_retryAfter);

        Assert.Equal((200, "a b"), ((await answer).Status, (await answer).Destinations));
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_maximum_delay_is_final()
        => Assert.Equal((503, "a"), await StatusAsync("retry", "503/60,200"));

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_followed_by_another_one()
    {
        var answer = _host.SendAsync("slow", "hang,200");
        await _host.Upstream.HangsAsync();
        _time.Advance(s_second);

        Assert.Equal((200, "a b"), ((await answer).Status, (await answer).Destinations));
    }

    [Fact]
    public async Task All_attempts_together_have_a_time_limit()
    {
        var answer = _host.SendAsync("slow", "hang");
        await _host.Upstream.HangsAsync();
        _time.Advance(s_second);
        await _host.Upstream.HangsAsync();
        _time.Advance(s_second / 2);

        Assert.Equal((504, "a b"), ((await answer).Status, (await answer).Destinations));
    }

    [Fact]
    public async Task A_time_limit_works_without_retries()
    {
        var answer = _host.SendAsync("limited", "hang", "POST", new StringContent("hello"));
        await _host.Upstream.HangsAsync();
        _time.Advance(s_second);

        Assert.Equal((504, "a"), ((await answer).Status, (await answer).Destinations));
    }

    [Fact]
    public async Task A_request_of_a_client_that_has_gone_is_not_repeated()
    {
        using var gone = new CancellationTokenSource();
        var answer = _host.SendAsync("slow", "hang,200", path: "gone", cancellation: gone.Token);
        await _host.Upstream.HangsAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal((200, "a"), await StatusAsync("slow", "200"));

        Assert.DoesNotContain(_host.Gateway.Upstream.Requests, request => request.Target == "/b/slow/gone");
    }

    [Fact]
    public async Task The_budget_bounds_the_attempts_of_an_outage()
    {
        var attempts = 0;
        for (var i = 0; i < 40; i++)
            attempts += (await _host.SendAsync("frugal", "503")).Destinations.Split(' ').Length;

        // One at first, and 20 for each 100 requests.
        Assert.Equal(40 + 1 + 8, attempts);
    }

    [Fact]
    public async Task Passive_health_checks_see_attempts_that_another_one_followed()
    {
        for (var i = 0; i < 12; i++)
            Assert.Equal(200, (await _host.SendAsync("checked", "reset,200")).Status);

        var cluster = _host.Gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters().Single(c => c.ClusterId == "checked");
        Assert.Equal(DestinationHealth.Unhealthy, cluster.Destinations["a"].Health.Passive);
        Assert.Equal(DestinationHealth.Healthy, cluster.Destinations["b"].Health.Passive);

        // YARP leaves a destination out on another thread.
        await PolicyHost.UntilAsync(() => cluster.DestinationsState.AvailableDestinations.All(d => d.DestinationId != "a"));
        Assert.Equal((200, "b"), await StatusAsync("checked", "200"));
    }

    [Fact]
    public async Task Retries_are_counted()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("gatewaykit.upstream.retries", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            counted.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))} {count}"));
        listener.Start();

        await _host.SendAsync("counted", "503,reset,200");

        Assert.Equal(
            [
                "gatewaykit.upstream.retries cluster=counted reason=503 1",
                "gatewaykit.upstream.retries.omitted cluster=counted 1",
            ],
            counted.Where(line => line.Contains("cluster=counted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hooks_run_once_and_the_policies_are_those_of_the_cluster_that_a_plugin_chose()
    {
        var probe = new Probe
        {
            OnRequest = context =>
            {
                context.ClusterId = "chosen";
                return HookResult.Continue;
            },
        };
        await using var host = await PolicyHost.StartAsync(
            """
            plain: plugins: [ { name: probe, options: { name: a, runs: true } } ]
            chosen: policies: { retry: { delay: 0s } }
            """, _time, setup => setup.WithPlugin<ProbePlugin>().WithGateway(gateway => gateway.Services.AddSingleton(probe)));

        var answer = await host.SendAsync("plain", "503,200");
        await probe.Completed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(new PlannedAnswer(200, "a b", "/b/plain/x 0"), answer);
        Assert.Equal(["a request", "a upstream-request", "a response 200 Upstream", "a completed 200"], probe.Events);
    }

    private async Task<(int Status, string Destinations)> StatusAsync(string cluster, string plan)
    {
        var answer = await _host.SendAsync(cluster, plan);
        return (answer.Status, answer.Destinations);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal CountedTimers Time { get; } = new(s_retryAfter);

        internal PolicyHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await PolicyHost.StartAsync(
            $$$"""
            retry: policies: { retry: { delay: 0s, {{{Many}}} } }
            yarp: policies: { retry: { delay: 0s, {{{Many}}} } }, forwarder: yarp
            dead: policies: { retry: { delay: 0s } }, {{{Dead}}}
            small: policies: { retry: { delay: 0s, maxBodySize: 1000, {{{Many}}} } }
            same: policies: { retry: { delay: 0s, otherDestination: false } }
            sticky: policies: { retry: { delay: 0s } }, {{{Affinity}}}, failurePolicy: Return503Error }
            affine: policies: { retry: { delay: 0s } }, {{{Affinity}}} }
            slow: policies: { timeout: { perTry: 1s, total: 1500ms }, retry: { delay: 0s, {{{Many}}} } }
            limited: policies: { timeout: { total: 1s } }
            frugal: policies: { retry: { delay: 0s, budget: { percent: 20, perSecond: 0 } } }
            counted: policies: { retry: { delay: 0s, budget: { percent: 20, perSecond: 0 } } }
            checked: policies: { retry: { delay: 0s, {{{Many}}} } }, healthCheck: { passive: { enabled: true } }
            """, Time);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
