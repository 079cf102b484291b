namespace GatewayKit.Benchmarks.Statistics;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(0.5, 500)]
    [InlineData(0.99, 990)]
    [InlineData(0.999, 999)]
    [InlineData(1, 1000)]
    public void A_percentile_is_at_most_one_percent_too_high(double share, long expected)
    {
        var histogram = new Histogram();
        for (var value = 1; value <= 1000; value++)
            histogram.Record(value * 1_000_000L);

        Assert.InRange(histogram.Percentile(share), expected * 1_000_000, expected * 1_010_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(255)]
    public void A_small_value_is_exact(long value)
    {
        var histogram = new Histogram();
        histogram.Record(value);

        Assert.Equal(value, histogram.Percentile(0.5));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1_000_003)]
    [InlineData(long.MaxValue)]
    public void A_large_value_is_in_a_bucket_that_ends_at_most_one_percent_above_it(long value)
    {
        var histogram = new Histogram();
        histogram.Record(value);

        Assert.InRange(histogram.Percentile(1) - value, 0, value / 100);
    }

    [Fact]
    public void A_negative_value_counts_as_zero()
    {
        var histogram = new Histogram();
        histogram.Record(-5);

        Assert.Equal((1, 0), (histogram.Count, histogram.Percentile(1)));
    }

    [Fact]
    public void Without_values_a_percentile_is_zero() => Assert.Equal(0, new Histogram().Percentile(0.99));
}
