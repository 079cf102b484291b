namespace GatewayKit.Benchmarks.Statistics;

public sealed class SpreadTests
{
    [Fact]
    public void The_lower_quartile_is_that_of_the_sorted_numbers()
        => Assert.Equal(new Spread(Median: 4.5, LowerQuartile: 3, Minimum: 1, Maximum: 8), Spread.Of([8, 1, 7, 2, 6, 3, 5, 4]));

    [Fact]
    public void The_median_of_an_odd_number_of_numbers_is_the_one_in_the_middle() => Assert.Equal(2, Spread.Of([3, 1, 2]).Median);

    [Fact]
    public void A_spread_shows_the_median_and_the_ends() => Assert.Equal("2.0 (1.0..3.0)", Spread.Of([3, 1, 2]).Show("F1"));
}
