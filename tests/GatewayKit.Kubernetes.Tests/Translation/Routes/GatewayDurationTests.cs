using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class GatewayDurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("0s", 0)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h2m3s4ms", 3_723_004)]
    [InlineData("10s", 10_000)]
    public void A_duration_has_up_to_four_parts(string text, int milliseconds)
    {
        Assert.True(GatewayDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1d")]
    [InlineData("-1s")]
    [InlineData("1.5s")]
    [InlineData("123456s")]
    [InlineData("1s1s1s1s1s")]
    [InlineData("1s ")]
    public void Other_texts_are_invalid(string text) => Assert.False(GatewayDuration.TryParse(text, out _));
}
