using GatewayKit.Hosting;
using GatewayKit.Plugins.FaultInjection;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.FaultInjection;

public sealed class FaultInjectionTests(FaultInjectionTests.Fixture fixture) : IClassFixture<FaultInjectionTests.Fixture>
{
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_aborted_request_gets_the_status_and_never_reaches_the_upstream()
    {
        var (answer, isForwarded) = await fixture.GetAsync("/abort");

        Assert.Equal((429, false), (answer.Status, isForwarded));
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Contains("aborted the request to test", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_of_zero_has_no_effect()
        => Assert.Equal((200, true), Of(await fixture.GetAsync("/never")));

    [Fact]
    public async Task A_delayed_request_waits_and_is_then_forwarded_and_further_ones_are_not_delayed()
    {
        using var metrics = new Metrics(fixture.Host);
        var delayed = fixture.Host.GetAsync("/delay");
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.faults").Contains("route:delay/fault-injection delay 1"));

        Assert.Equal(200, (await fixture.Host.GetAsync("/delay")).Status);
        Assert.False(delayed.IsCompleted);
        Assert.Contains("route:delay/fault-injection skipped 1", metrics.Of("gatewaykit.faults"));

        // The delay is counted before its timer starts.
        await Eventually.TrueAsync(() =>
        {
            s_time.Advance(TimeSpan.FromSeconds(2));
            return delayed.IsCompleted;
        });
        Assert.Equal(200, (await delayed).Status);
    }

    [Fact]
    public async Task A_tester_chooses_the_fault_and_the_upstream_does_not_see_the_header()
    {
        Assert.Equal((418, false), Of(await fixture.GetAsync("/testers", ("X-Api-Key", "tess-key"), ("X-Fault", "abort=418"))));
        Assert.Equal((200, true), Of(await fixture.GetAsync("/testers", ("X-Api-Key", "tess-key"))));
        Assert.Equal((200, true), Of(await fixture.GetAsync("/testers", ("X-Api-Key", "alice-key"), ("X-Fault", "abort=418"))));
        Assert.DoesNotContain(fixture.Host.Upstream.Requests, request => request.Headers.ContainsKey("X-Fault"));
    }

    [Theory]
    [InlineData("abort=200")]
    [InlineData("abort=418, abort=419")]
    [InlineData("delay=1h")]
    [InlineData("delay=-1s")]
    [InlineData("crash")]
    public async Task A_header_that_is_not_valid_is_reported_to_the_tester(string value)
    {
        var (answer, isForwarded) = await fixture.GetAsync("/testers", ("X-Api-Key", "tess-key"), ("X-Fault", value));

        Assert.Equal((400, false), (answer.Status, isForwarded));
        Assert.Contains("'X-Fault' must be delay=TIME", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_stops_the_faults_at_once_and_starts_them_again()
    {
        Assert.Contains("Fault injection stopped.", await fixture.Host.CommandAsync("fault-injection/stop"), StringComparison.Ordinal);
        var stopped = await fixture.GetAsync("/abort");
        await fixture.Host.CommandAsync("fault-injection/start");

        Assert.Equal((200, true), Of(stopped));
        Assert.Equal((429, false), Of(await fixture.GetAsync("/abort")));
    }

    [Fact]
    public void No_request_has_a_fault_after_the_end()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var plugin = Create(time, new FaultInjectionOptions
        {
            Abort = new AbortFault { Percentage = 100 },
            Until = DateTimeOffset.UnixEpoch.AddSeconds(1),
        });

        Assert.NotNull(plugin.OnRequestAsync(new FakeContext()).Now().Response);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(plugin.OnRequestAsync(new FakeContext()).Now().Response);
    }

    [Fact]
    public void A_percentage_is_the_share_of_the_requests()
    {
        var plugin = Create(TimeProvider.System, new FaultInjectionOptions { Abort = new AbortFault { Percentage = 25 } });
        var context = new FakeContext();

        // Seven standard deviations to each side.
        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => plugin.OnRequestAsync(context).Now().Response is not null), 2200, 2800);
    }

    [Theory]
    [InlineData("", " have no fault; set 'delay', 'abort' or 'testers'.")]
    [InlineData("abort: { percentage: 101 }", ".abort.percentage is 101; it must be between 0 and 100.")]
    [InlineData("abort: { percentage: 1, status: 302 }", ".abort.status is 302; it must be between 400 and 599.")]
    [InlineData("delay: { percentage: 1, duration: 1h }", ".delay.duration is 1h; it must be between 1ms and 5m.")]
    [InlineData("testers: { header: Host }", ".testers.header is 'Host'; it must")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(fault-injection): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: fault-injection, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private static (int, bool) Of((Answer Answer, bool IsForwarded) result) => (result.Answer.Status, result.IsForwarded);

    private static FaultInjectionPlugin Create(TimeProvider time, FaultInjectionOptions options)
    {
        using var meters = new FakeMeters();
        var placement = new PluginPlacement { Plugin = "fault-injection", Scope = PluginScope.Global };
        return new FaultInjectionPlugin(options, placement, time, meters, NullLogger<FaultInjectionPlugin>.Instance);
    }

    public sealed class Fixture() : RouteHost("""
        routes:
          abort:
            clusterId: up
            match: { path: /abort }
            plugins: [ { name: fault-injection, options: { abort: { percentage: 100, status: 429 } } } ]
          never:
            clusterId: up
            match: { path: /never }
            plugins: [ { name: fault-injection, options: { abort: { percentage: 0 }, delay: { percentage: 0, duration: 20s } } } ]
          delay:
            clusterId: up
            match: { path: /delay }
            plugins: [ { name: fault-injection, options: { delay: { percentage: 100, duration: 2s }, maxDelayed: 1 } } ]
          testers:
            clusterId: up
            match: { path: /testers }
            plugins: [ { name: key-auth }, { name: fault-injection, options: { testers: { header: X-Fault, groups: [testers] } } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        groups: { testers: {} }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          tess: { groups: [testers], credentials: { key-auth: [ { key: tess-key } ] } }
        """, setup => setup.WithTime(s_time).WithUpstream(http => http.Response.WriteAsync("upstream"))
            .WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0")));
}
