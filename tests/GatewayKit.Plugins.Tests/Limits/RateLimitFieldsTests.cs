using GatewayKit.Limits;

namespace GatewayKit.Plugins.Tests.Limits;

public class RateLimitFieldsTests
{
    [Fact]
    public void One_limit_has_the_name_of_the_policy()
    {
        var fields = Fields("default", Limit(100, 60));

        Assert.Equal("\"default\";q=100;w=60", fields.Policy);
        Assert.Equal("\"default\";r=99;t=30", fields.Left(new CounterDecision(true, 0, 99, TimeSpan.FromSeconds(29.1), TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(9, 45.5, 0, "\"default\";r=9;t=46")]
    [InlineData(9, 90, 0, "\"default\";r=9;t=60")]
    [InlineData(0, 90, 12.1, "\"default\";r=0;t=13")]
    public void The_time_is_that_of_Retry_After_or_at_most_the_window(long remaining, double reset, double retryAfter, string expected)
        => Assert.Equal(expected, Fields("default", Limit(100, 60)).Left(
            new CounterDecision(true, 0, remaining, TimeSpan.FromSeconds(reset), TimeSpan.FromSeconds(retryAfter))));

    [Fact]
    public void Each_of_several_limits_has_a_name_of_its_own()
    {
        var fields = Fields("default", Limit(10, 1), Limit(100, 60));

        Assert.Equal("\"default-1s\";q=10;w=1, \"default-1m\";q=100;w=60", fields.Policy);
        Assert.Equal("\"default-1m\";r=3;t=60", fields.Left(new CounterDecision(true, 1, 3, TimeSpan.FromSeconds(60), TimeSpan.Zero)));
    }

    [Fact]
    public void A_window_that_is_not_whole_seconds_is_not_told()
        => Assert.Equal("\"default\";q=10", Fields("default", Limit(10, 1.5)).Policy);

    [Fact]
    public void A_name_is_a_structured_string()
        => Assert.Equal("\"a\\\"b\\\\c_\";q=1;w=1", Fields("a\"b\\c\u00e4", Limit(1, 1)).Policy);

    private static RateLimitFields Fields(string policy, params CounterLimit[] limits)
        => new(policy, limits, [.. limits.Select(limit => Duration.Format(limit.Window))]);

    private static CounterLimit Limit(int limit, double seconds) => new(limit, TimeSpan.FromSeconds(seconds));
}
