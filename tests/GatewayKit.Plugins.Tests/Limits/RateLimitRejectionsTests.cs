using GatewayKit.Limits;

namespace GatewayKit.Plugins.Tests.Limits;

public class RateLimitRejectionsTests
{
    private readonly RateLimitRejections _refusals = new(
        new RateLimitFields("default", [new CounterLimit(100, TimeSpan.FromMinutes(1))], ["1m"]), ["No more than 100 requests."]);

    [Fact]
    public void A_refusal_is_a_problem_that_tells_when_to_come_back()
    {
        var refusal = _refusals.For(Refused(reset: 40.2, retryAfter: 12.3));

        Assert.Equal((429, true), (refusal.Status, refusal.IsProblem));
        Assert.Equal(
            ["Retry-After: 13", "RateLimit-Policy: \"default\";q=100;w=60", "RateLimit: \"default\";r=0;t=13"],
            refusal.Headers.Select(h => $"{h.Key}: {h.Value}"));
    }

    [Fact]
    public void Nobody_is_told_to_come_back_at_once()
        => Assert.Contains(new("Retry-After", "1"), _refusals.For(Refused(reset: 0, retryAfter: 0)).Headers);

    [Fact]
    public void Who_hammers_gets_the_same_object_again()
        => Assert.Same(_refusals.For(Refused(reset: 40.2, retryAfter: 12.3)), _refusals.For(Refused(reset: 40.9, retryAfter: 12.9)));

    [Fact]
    public void Each_second_has_its_own_answer()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var seconds = 1; seconds < 200; seconds++)
                Assert.Contains(new("Retry-After", $"{seconds}"), _refusals.For(Refused(reset: 300, retryAfter: seconds)).Headers);
        }
    }

    private static CounterDecision Refused(double reset, double retryAfter)
        => new(false, 0, 0, TimeSpan.FromSeconds(reset), TimeSpan.FromSeconds(retryAfter));
}
