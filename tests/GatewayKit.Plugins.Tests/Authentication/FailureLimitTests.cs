using System.Net;
using GatewayKit.Authentication;
using GatewayKit.Counters;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Authentication;

public class FailureLimitTests
{
    private static readonly AuthenticationResult s_failure = AuthenticationResult.Rejected("Key realm=\"gateway\"", "Wrong.");

    private readonly FakeTimeProvider _time = new();
    private readonly LocalCounterStore _counters;

    public FailureLimitTests() => _counters = new LocalCounterStore(_time);

    [Fact]
    public void Failures_beyond_the_limit_are_answered_with_429_until_the_time_it_names()
    {
        var limit = Limit(3);
        for (var i = 0; i < 3; i++)
            Assert.Equal(AuthenticationOutcome.Rejected, Fail(limit, "192.0.2.1").Outcome);

        var limited = Fail(limit, "192.0.2.1");
        Assert.Equal((429, "20"), (limited.Response!.Status, RetryAfter(limited)));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(AuthenticationOutcome.Rejected, Fail(limit, "192.0.2.1").Outcome);
        Assert.Equal(AuthenticationOutcome.Responded, Fail(limit, "192.0.2.1").Outcome);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("2001:db8::1", null, false)]
    public void An_address_counts_for_its_own_failures_only(string first, string? second, bool isSame)
    {
        var limit = Limit(1);
        Fail(limit, first);

        Assert.Equal(isSame ? AuthenticationOutcome.Responded : AuthenticationOutcome.Rejected, Fail(limit, second).Outcome);
    }

    [Fact]
    public void Entries_of_a_plugin_share_the_failures()
    {
        Fail(Limit(1), "192.0.2.1");

        Assert.Equal(AuthenticationOutcome.Responded, Fail(Limit(1), "192.0.2.1").Outcome);
        Assert.Equal(AuthenticationOutcome.Rejected, Fail(Limit(1, "other"), "192.0.2.1").Outcome);
    }

    [Fact]
    public void A_request_without_a_client_is_not_counted()
    {
        var limit = Limit(1);
        for (var i = 0; i < 3; i++)
            Assert.Equal(AuthenticationOutcome.Rejected, limit.CountAsync(new FakeContext { Simulated = true }, s_failure).Now().Outcome);

        Assert.Equal(AuthenticationOutcome.Rejected, Fail(limit, null).Outcome);
    }

    [Fact]
    public async Task Reserved_failures_count_at_once_and_a_refunded_one_no_longer()
    {
        var limit = Limit(1);
        var reservation = limit.ReserveAsync(From("192.0.2.1")).Now();
        Assert.Null(reservation.Rejection);
        var second = limit.ReserveAsync(From("192.0.2.1")).Now();
        Assert.Equal(429, second.Rejection!.Value.Response!.Status);

        await limit.RefundAsync(second);
        Assert.NotNull(limit.ReserveAsync(From("192.0.2.1")).Now().Rejection);
        await limit.RefundAsync(reservation);

        Assert.Null(limit.ReserveAsync(From("192.0.2.1")).Now().Rejection);
    }

    [Fact]
    public async Task A_lost_store_limits_nothing_and_is_logged_once_a_minute()
    {
        using var logs = new RecordedLogs();
        var limit = new FailureLimit("test", new FailureLimitOptions(), new LostCounterStore(), _time, logs.CreateLogger("test"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(AuthenticationOutcome.Rejected, (await limit.CountAsync(From("192.0.2.1"), s_failure)).Outcome);
            await limit.RefundAsync(await limit.ReserveAsync(From("192.0.2.1")));
        }

        Assert.Contains("can't count failed attempts", Assert.Single(logs.Lines), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        await limit.CountAsync(From("192.0.2.1"), s_failure);
        Assert.Equal(2, logs.Lines.Count);
    }

    [Fact]
    public void A_limited_address_is_logged_once_a_minute()
    {
        using var logs = new RecordedLogs();
        var limit = new FailureLimit("test", new FailureLimitOptions { Limit = 1 }, _counters, _time, logs.CreateLogger("test"));
        for (var i = 0; i < 5; i++)
            Fail(limit, "192.0.2.1");

        Assert.Contains("limits the address '192.0.2.1'", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_costs_no_allocation()
    {
        var limit = Limit(1);
        var context = From("192.0.2.1");
        limit.CountAsync(context, s_failure).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => limit.CountAsync(context, s_failure).Now()));
    }

    private FailureLimit Limit(int limit, string plugin = "test")
        => new(plugin, new FailureLimitOptions { Limit = limit }, _counters, _time, NullLogger.Instance);

    private static AuthenticationResult Fail(FailureLimit limit, string? address) => limit.CountAsync(From(address), s_failure).Now();

    private static FakeContext From(string? address)
    {
        var context = new FakeContext();
        context.Http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        return context;
    }

    private static string RetryAfter(AuthenticationResult result) => result.Response!.Headers.Single(h => h.Key == "Retry-After").Value;
}
