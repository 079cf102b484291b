using GatewayKit.Tests.Edge;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Resilience;

public sealed class CircuitBreakerTests : IClassFixture<CircuitBreakerTests.Fixture>
{
    private const string Breaker = "circuitBreaker: { minimumThroughput: 2, samplingDuration: 1m, breakDuration: 10s }";
    private const string Single = "destinations: { a: { address: '{upstream}/a' } }";
    private static readonly TimeSpan s_break = TimeSpan.FromSeconds(10);

    private readonly PolicyHost _host;
    private readonly FakeTimeProvider _time;

    public CircuitBreakerTests(Fixture fixture) => (_host, _time) = (fixture.Host, fixture.Time);

    [Fact]
    public async Task An_open_breaker_sends_requests_elsewhere_until_a_probe_succeeds()
    {
        await OpenAsync("two");

        Assert.Equal((200, "b"), await StatusAsync("two", "200"));
        Assert.Equal((200, "b"), await StatusAsync("two", "200", "POST"));
        _time.Advance(s_break);
        Assert.Equal((200, "a"), await StatusAsync("two", "200"));
        Assert.Equal((200, "a"), await StatusAsync("two", "200"));

        Assert.Equal(
            [
                "Warning: the circuit breaker is open for 00:00:10, because attempts failed.",
                "Information: a request probes the destination.",
                "Information: the circuit breaker is closed.",
            ],
            LogOf("two"));
    }

    [Fact]
    public async Task With_all_breakers_open_the_request_is_not_sent()
    {
        await OpenAsync("one");

        var answer = await _host.SendAsync("one", "200");
        Assert.Equal((503, ""), (answer.Status, answer.Destinations));
        Assert.Contains("No upstream is available for this request.", answer.Body, StringComparison.Ordinal);
        _time.Advance(s_break);
        Assert.Equal((502, "a"), await StatusAsync("one", "reset", "POST"));
        Assert.Equal((503, ""), await StatusAsync("one", "200"));
        _time.Advance(s_break);
        Assert.Equal((200, "a"), await StatusAsync("one", "200"));
    }

    [Fact]
    public async Task One_request_at_a_time_probes_and_its_end_decides_whatever_it_is()
    {
        await OpenAsync("probed");
        _time.Advance(s_break);
        using var gone = new CancellationTokenSource();
        var probe = _host.SendAsync("probed", "hang", cancellation: gone.Token);
        await _host.Upstream.HangsAsync();
        Assert.Equal((503, ""), await StatusAsync("probed", "200"));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        await PolicyHost.UntilAsync(() => LogOf("probed").Count(line => line.StartsWith("Warning", StringComparison.Ordinal)) == 2);

        Assert.Equal((503, ""), await StatusAsync("probed", "200"));
        _time.Advance(s_break);
        Assert.Equal((200, "a"), await StatusAsync("probed", "200"));
    }

    [Fact]
    public async Task Attempts_that_take_too_long_are_failures()
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = _host.SendAsync("slow", "hang");
            await _host.Upstream.HangsAsync();
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(504, (await answer).Status);
        }

        Assert.Equal((503, ""), await StatusAsync("slow", "200"));
    }

    [Fact]
    public async Task A_client_can_not_open_a_breaker()
    {
        for (var i = 0; i < 4; i++)
        {
            var response = await RawClient.SendAsync(_host.Gateway.Address.Port,
                $"POST /safe/x HTTP/1.1\r\nHost: h\r\nX-Plan: 200\r\nX-Id: bad-{i}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
            Assert.Equal(400, response!.Status);
        }

        Assert.Equal((200, "a"), await StatusAsync("safe", "200"));
    }

    [Fact]
    public async Task An_attempt_is_not_repeated_at_a_destination_whose_breaker_opened()
        => Assert.Equal((503, "a a"), await StatusAsync("repeated", "503"));

    [Fact]
    public async Task The_state_survives_changes_of_the_configuration()
    {
        const string Before = "kept: policies: { " + Breaker + " }, " + Single;
        await using var host = await PolicyHost.StartAsync(Before, _time);
        for (var i = 0; i < 2; i++)
            Assert.Equal(500, (await host.SendAsync("kept", "500")).Status);

        async Task AssertAsync(int status, string configuration)
        {
            Assert.Empty(await host.Gateway.ReloadAsync(PolicyHost.Configuration(configuration)));
            Assert.Equal(status, (await host.SendAsync("kept", "200")).Status);
        }

        await AssertAsync(503, Before + "\nother: " + Single);
        await AssertAsync(503, "kept: policies: { " + Breaker + ", retry: {} }, " + Single);
        await AssertAsync(503, Before + ", httpRequest: { activityTimeout: 10s }");
        await AssertAsync(503, "kept: policies: { circuitBreaker: { minimumThroughput: 50, breakDuration: 1h } }, " + Single);
        _time.Advance(s_break);
        await AssertAsync(200, Before);
        await AssertAsync(200, "kept: " + Single);
    }

    [Fact]
    public async Task A_destination_with_another_address_has_another_breaker()
    {
        await using var host = await PolicyHost.StartAsync("moved: policies: { " + Breaker + " }, " + Single, _time);
        for (var i = 0; i < 2; i++)
            Assert.Equal(500, (await host.SendAsync("moved", "500")).Status);

        Assert.Empty(await host.Gateway.ReloadAsync(PolicyHost.Configuration(
            "moved: policies: { " + Breaker + " }, destinations: { a: { address: '{upstream}/c' } }")));

        var answer = await host.SendAsync("moved", "200");
        Assert.Equal((200, "c"), (answer.Status, answer.Destinations));
    }

    private async Task OpenAsync(string cluster)
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal((503, "a"), await StatusAsync(cluster, "503"));
    }

    private async Task<(int Status, string Destinations)> StatusAsync(string cluster, string plan, string method = "GET")
    {
        var answer = await _host.SendAsync(cluster, plan, method);
        return (answer.Status, answer.Destinations);
    }

    private IEnumerable<string> LogOf(string cluster)
    {
        var start = $" GatewayKit.Proxy.Resilience.PolicyTelemetry: Cluster '{cluster}', destination 'a':";
        return _host.Gateway.Logs.Lines.Where(line => line.Contains(start, StringComparison.Ordinal))
            .Select(line => line.Replace(start, ":", StringComparison.Ordinal));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal FakeTimeProvider Time { get; } = new();

        internal PolicyHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await PolicyHost.StartAsync(
            $$"""
            two: policies: { {{Breaker}} }
            one: policies: { {{Breaker}} }, {{Single}}
            probed: policies: { {{Breaker}} }, {{Single}}
            slow: policies: { {{Breaker}}, timeout: { perTry: 1s } }, {{Single}}
            safe: policies: { {{Breaker}} }, {{Single}}
            repeated: policies: { {{Breaker}}, retry: { attempts: 5, delay: 0s } }, {{Single}}
            """, Time);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
