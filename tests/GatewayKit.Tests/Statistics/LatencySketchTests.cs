using GatewayKit.Statistics;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Statistics;

public sealed class LatencySketchTests
{
    private static readonly double[] s_quantiles = [0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

    [Fact]
    [Trait("Cases", "Generated")]
    public void Quantiles_are_at_most_two_percent_from_the_exact_ones()
    {
        for (var seed = 0; seed < Cases.Of(100); seed++)
        {
            var latencies = Generate(new Random(seed)).Order().ToArray();
            var sketch = Of(latencies);

            foreach (var quantile in s_quantiles)
            {
                var exact = latencies[(int)Math.Floor(quantile * (latencies.Length - 1))].TotalMicroseconds;
                Assert.InRange(sketch.Quantile(quantile)!.Value.TotalMicroseconds, (exact * 0.98) - 0.1, (exact * 1.02) + 0.1);
            }
        }
    }

    [Fact]
    [Trait("Cases", "Generated")]
    public void A_sum_of_sketches_is_the_sketch_of_all_latencies_in_any_order()
    {
        for (var seed = 0; seed < Cases.Of(100); seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Generate(random, isWide: seed % 2 == 0)).ToArray();
            var all = Of(parts.SelectMany(part => part)).ToBytes();
            var sketches = parts.Select(Of).ToArray();
            random.Shuffle(sketches);

            Assert.Equal(all, Sum(sketches).ToBytes());
            Assert.Equal(all, Sum([Sum(sketches[..^1]), sketches[^1]]).ToBytes());
            Assert.Equal(all, Sum([.. sketches.Select(sketch => LatencySketch.FromBytes(sketch.ToBytes()))]).ToBytes());
        }
    }

    [Fact]
    public void The_shortest_latencies_collapse_beyond_the_maximum_of_buckets()
    {
        var sketch = Of([TimeSpan.FromMicroseconds(1), TimeSpan.FromMicroseconds(20), TimeSpan.FromHours(10)]);

        Assert.True(sketch.Buckets.Max(bucket => bucket.Key) - sketch.Buckets.Min(bucket => bucket.Key) < LatencySketch.MaximumBuckets);
        Assert.Equal(3, sketch.Count);
        Assert.InRange(sketch.Quantile(1)!.Value.TotalHours, 9.8, 10.2);
    }

    [Fact]
    public void A_longer_latency_than_a_day_counts_as_a_day_and_a_negative_one_as_a_microsecond()
    {
        var sketch = Of([TimeSpan.FromDays(400), TimeSpan.FromSeconds(-1)]);

        Assert.InRange(sketch.Quantile(1)!.Value.TotalDays, 0.95, 1.05);
        Assert.InRange(sketch.Quantile(0)!.Value, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_sketch_without_latencies_has_no_quantiles() => Assert.Null(new LatencySketch().Quantile(0.5));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_quantile_is_from_0_to_1(double quantile)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new LatencySketch().Quantile(quantile));

    [Fact]
    public void A_cleared_sketch_counts_again_without_an_allocation()
    {
        var sketch = Of([TimeSpan.FromMilliseconds(1)]);

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            sketch.Clear();
            sketch.Add(TimeSpan.FromSeconds(1));
        }));
        Assert.Equal(1, sketch.Count);
    }

    private static LatencySketch Of(IEnumerable<TimeSpan> latencies)
    {
        var sketch = new LatencySketch();
        foreach (var latency in latencies)
            sketch.Add(latency);
        return sketch;
    }

    private static LatencySketch Sum(IEnumerable<LatencySketch> sketches)
    {
        var sum = new LatencySketch();
        foreach (var sketch in sketches)
            sum.Add(sketch);
        return sum;
    }

    /// <summary>Latencies of a random shape: even in the logarithm, in a few clusters, or all the same.</summary>
    private static TimeSpan[] Generate(Random random, bool isWide = false)
    {
        var (low, high) = isWide ? (0, Math.Log(86_400e6)) : (Math.Log(10), Math.Log(10 * Math.Pow(10, random.Next(1, 8))));
        var clusters = Enumerable.Range(0, random.Next(1, 4)).Select(_ => low + (random.NextDouble() * (high - low))).ToArray();
        var width = random.NextDouble();
        return [.. Enumerable.Range(0, random.Next(1, 2000)).Select(_ => random.Next(3) == 0
            ? low + (random.NextDouble() * (high - low))
            : Math.Clamp(clusters[random.Next(clusters.Length)] + ((random.NextDouble() - 0.5) * width), low, high))
            .Select(logarithm => TimeSpan.FromMicroseconds(Math.Exp(logarithm)))];
    }
}
