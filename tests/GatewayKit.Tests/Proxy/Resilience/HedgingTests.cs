using GatewayKit.Tests.Proxy.Forwarding;

namespace GatewayKit.Tests.Proxy.Resilience;

public sealed class HedgingTests : IClassFixture<HedgingTests.Fixture>
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(800);

    private readonly PolicyHost _host;
    private readonly CountedTimers _time;

    public HedgingTests(Fixture fixture) => (_host, _time) = (fixture.Host, fixture.Time);

    [Fact]
    public async Task A_slow_attempt_is_overtaken_by_another_one_and_that_is_not_a_failure()
    {
        for (var i = 0; i < 3; i++)
        {
            var answer = _host.SendAsync("slow", "hang,200", path: $"a%20b?i={i}");
            await Task.WhenAll(_host.Upstream.HangsAsync(), _time.IsSetAsync());
            _time.Advance(s_delay);

            Assert.Equal(new PlannedAnswer(200, "a b", $"/b/slow/a%20b?i={i} 0"), await answer);
            await _host.Upstream.HungUpAsync();
        }
    }

    [Theory]
    [InlineData("GET", "200", 200, "a")]
    [InlineData("GET", "503,200", 200, "a b")]
    [InlineData("GET", "reset,200", 200, "a b")]
    [InlineData("GET", "503", 503, "a b")]
    [InlineData("GET", "404,200", 404, "a")]
    [InlineData("POST", "503,200", 503, "a")]
    public async Task A_failed_attempt_is_followed_at_once_if_the_method_allows_it(
        string method, string plan, int status, string destinations)
    {
        var answer = await _host.SendAsync("fast", plan, method);

        Assert.Equal((status, destinations), (answer.Status, answer.Destinations));
    }

    [Fact]
    public async Task A_short_body_is_sent_to_each_destination()
    {
        var answer = await _host.SendAsync("bodies", "503,200", "PUT", new StringContent("hello"));
        Assert.Equal(new PlannedAnswer(200, "a b", "/b/bodies/x 5"), answer);

        var tooLong = await _host.SendAsync("bodies", "503,200", "PUT", new StringContent(new string('x', 11)));
        Assert.Equal((503, "a"), (tooLong.Status, tooLong.Destinations));
    }

    [Fact]
    public async Task The_budget_bounds_the_additional_attempts()
    {
        var answer = await _host.SendAsync("frugal", "503,200");

        Assert.Equal((503, "a"), (answer.Status, answer.Destinations));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal CountedTimers Time { get; } = new(s_delay);

        internal PolicyHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await PolicyHost.StartAsync(
            """
            slow: policies: { hedging: { delay: 800ms, budget: { percent: 100 } }, circuitBreaker: { minimumThroughput: 2 } }
            fast: policies: { hedging: { delay: 1m, budget: { percent: 100 } } }
            bodies: policies: { hedging: { delay: 1m, methods: [PUT], maxBodySize: 10, budget: { percent: 100 } } }
            frugal: policies: { hedging: { delay: 1m, budget: { percent: 0, perSecond: 0 } } }
            """, Time);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
