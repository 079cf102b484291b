using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using GatewayKit.Acme.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Acme.Tests.Renewal;

public sealed class RenewalScheduleTests
{
    private static readonly DateTimeOffset s_issued = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HostCertificate s_certificate = Certificate(s_issued.AddDays(90));

    private readonly FakeTimeProvider _time = new(s_issued);

    [Fact]
    public void A_certificate_is_renewed_when_a_third_of_its_lifetime_is_left_or_a_little_earlier()
        => Assert.All(Renewals(null), at => Assert.InRange(at, s_issued.AddDays(57), s_issued.AddDays(60)));

    [Fact]
    public void Hosts_arent_renewed_all_at_once()
        => Assert.True(Renewals(null).Distinct().Count() > 90);

    [Fact]
    public void The_operator_can_choose_the_time()
        => Assert.All(
            Renewals(TimeSpan.FromDays(10)), at => Assert.InRange(at, s_issued.AddDays(79), s_issued.AddDays(80)));

    [Fact]
    public void A_choice_that_is_longer_than_the_lifetime_doesnt_lead_to_orders_without_end()
        => Assert.All(
            Renewals(TimeSpan.FromDays(365)), at => Assert.InRange(at, s_issued.AddDays(24), s_issued.AddDays(30)));

    [Fact]
    public void The_servers_suggestion_is_followed_and_the_chosen_time_kept()
    {
        var schedule = Schedule(null);
        var suggestion = new RenewalSuggestion(s_issued.AddDays(70), s_issued.AddDays(72), TimeSpan.FromHours(8));
        var first = schedule.Schedule(s_certificate, new HostRecord(), suggestion);
        var second = schedule.Schedule(s_certificate, first, suggestion);

        Assert.InRange(first.RenewAt!.Value, suggestion.Start, suggestion.End);
        Assert.Equal(first.RenewAt, second.RenewAt);
        Assert.Equal(s_issued.AddHours(8), first.CheckAt);
    }

    [Fact]
    public void A_suggestion_that_changes_to_the_past_renews_at_once_but_not_a_new_certificate()
    {
        var schedule = Schedule(null);
        var past = new RenewalSuggestion(s_issued.AddDays(-2), s_issued.AddDays(-1), null);

        Assert.Equal(s_issued.AddHours(2), schedule.Schedule(s_certificate, new HostRecord(), past).RenewAt);
    }

    [Fact]
    public void A_suggestion_after_the_expiry_doesnt_let_the_certificate_expire()
    {
        var late = new RenewalSuggestion(s_issued.AddDays(100), s_issued.AddDays(101), null);

        Assert.Equal(
            s_certificate.NotAfter - (s_certificate.Lifetime / 20), Schedule(null).Schedule(s_certificate, new HostRecord(), late).RenewAt);
    }

    [Fact]
    public void The_operators_time_holds_if_the_suggestion_is_later()
    {
        var late = new RenewalSuggestion(s_issued.AddDays(70), s_issued.AddDays(71), null);

        Assert.InRange(
            Schedule(TimeSpan.FromDays(50)).Schedule(s_certificate, new HostRecord(), late).RenewAt!.Value,
            s_issued.AddDays(35), s_issued.AddDays(40));
    }

    [Theory]
    [InlineData(1, 120)]
    [InlineData(2, 240)]
    [InlineData(5, 1920)]
    [InlineData(9, 6 * 3600)]
    [InlineData(int.MaxValue, 6 * 3600)]
    public void Failed_attempts_are_repeated_after_minutes_and_then_hours(int failures, int seconds)
        => Assert.InRange(
            (Schedule(null).RetryAt(failures, null) - s_issued).TotalSeconds, seconds, seconds * 1.25);

    [Fact]
    public void An_attempt_waits_as_long_as_the_server_asks()
    {
        Assert.Equal(s_issued.AddDays(2), Schedule(null).RetryAt(1, TimeSpan.FromDays(2)));
        Assert.True(Schedule(null).RetryAt(1, TimeSpan.FromSeconds(1)) > s_issued.AddMinutes(1));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(7200, 7200)]
    [InlineData(864000, 86400)]
    [InlineData(null, 21600)]
    public void The_server_is_asked_again_between_each_minute_and_each_day(int? seconds, int expected)
    {
        var asked = seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
        var suggestion = new RenewalSuggestion(s_issued.AddDays(70), s_issued.AddDays(71), asked);

        Assert.Equal(s_issued.AddSeconds(expected), Schedule(null).Schedule(s_certificate, new HostRecord(), suggestion).CheckAt);
    }

    private RenewalSchedule Schedule(TimeSpan? renewBefore) => new(renewBefore, _time, Random.Shared);

    private DateTimeOffset[] Renewals(TimeSpan? renewBefore)
        => [.. Enumerable.Range(0, 100)
            .Select(_ => Schedule(renewBefore).Schedule(s_certificate, new HostRecord(), null).RenewAt!.Value)];

    private static HostCertificate Certificate(DateTimeOffset expires)
        => HostCertificate.Parse(TestAuthority.Shared.Pem("api.example.com", s_issued, expires), "api.example.com");
}
