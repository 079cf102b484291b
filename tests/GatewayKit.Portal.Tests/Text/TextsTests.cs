using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Tests.Text;

public sealed class TextsTests
{
    [Theory]
    [InlineData("1s", "second")]
    [InlineData("90s", "90 seconds")]
    [InlineData("500ms", "0.5 seconds")]
    [InlineData("1m", "minute")]
    [InlineData("120m", "2 hours")]
    [InlineData("1d", "day")]
    [InlineData("month", "month")]
    public void The_period_of_a_limit_is_written_in_words(string period, string expected) => Assert.Equal(expected, Texts.Period(period));
}
