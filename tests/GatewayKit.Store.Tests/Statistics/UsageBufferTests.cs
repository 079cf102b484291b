using GatewayKit.Statistics;
using GatewayKit.Store.Statistics;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class UsageBufferTests
{
    private static readonly DateTime s_start = Clock.Start.UtcDateTime;

    [Fact]
    public void Batches_have_a_maximum_of_sums()
    {
        var buffer = new UsageBuffer(100, 100_000);
        buffer.Add(s_start, Enumerable.Range(0, 4500).Select(i => Series($"r{i}")));

        Assert.Equal([2000, 2000, 500], Drain(buffer).Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void Beyond_the_maximum_the_minutes_of_the_oldest_hour_are_added_up()
    {
        var buffer = new UsageBuffer(3, 100_000);
        for (var minute = 57; minute < 62; minute++)
            Assert.Equal(0, buffer.Add(s_start.AddMinutes(minute), [Series("a"), Series("b", 4)]));

        var batches = Drain(buffer);
        Assert.Equal(
            [(3600, s_start), (60, s_start.AddHours(1)), (60, s_start.AddHours(1).AddMinutes(1))],
            batches.Select(batch => (batch.Seconds, batch.Start)));
        Assert.Equal([("a", 3L, 3), ("b", 12L, 12)], batches[0].Rows.Select(row => (row.Route, row.Count, Latencies(row.Latency))));
        Assert.Equal(25, batches.Sum(batch => batch.Requests));
    }

    [Fact]
    public void The_highest_limit_of_series_loses_no_request_of_an_interval()
    {
        var buffer = UsageBuffer.For(100_000);
        var series = Series("r");

        Assert.Equal(0, buffer.Add(s_start, Enumerable.Range(0, 400_000).Select(i => series with { Route = $"r{i}" })));
        Assert.Equal(400_000, buffer.Requests);
    }

    [Fact]
    public void A_batch_whose_outcome_is_unknown_stays_as_it_is()
    {
        var buffer = new UsageBuffer(2, 100_000);
        buffer.Add(s_start, [Series("a")]);
        var tried = buffer.Next()!;
        for (var minute = 1; minute < 5; minute++)
            buffer.Add(s_start.AddMinutes(minute), [Series("a")]);

        Assert.Same(tried, buffer.Next());
        Assert.Equal([(60, 1L), (3600, 4L)], Drain(buffer).Select(batch => (batch.Seconds, batch.Requests)));
    }

    [Fact]
    public void If_only_hours_are_left_the_oldest_is_dropped_with_a_count()
    {
        var buffer = new UsageBuffer(2, 100_000);
        buffer.Add(s_start, [Series("a", 7)]);
        buffer.Add(s_start.AddHours(1), [Series("a", 2)]);

        Assert.Equal(7, buffer.Add(s_start.AddHours(2), [Series("a", 3)]));
        Assert.Equal(5, Drain(buffer).Sum(batch => batch.Requests));
    }

    [Fact]
    public void The_number_of_sums_is_bounded()
    {
        var buffer = new UsageBuffer(1000, 50);
        for (var minute = 0; minute < 10; minute++)
            buffer.Add(s_start.AddMinutes(minute), Enumerable.Range(0, 20).Select(i => Series($"r{i}")));

        var batches = Drain(buffer);
        Assert.True(batches.Sum(batch => batch.Rows.Count) <= 50);
        Assert.Equal(200, batches.Sum(batch => batch.Requests));
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("a\U0001F600b", "a\U0001F600b")]
    public void Names_are_such_that_a_database_can_store_them(string name, string stored) => Assert.Equal(stored, UsageNames.Of(name));

    [Fact]
    public void A_half_of_a_surrogate_pair_is_replaced()
        => Assert.Equal("a\uFFFDb\uFFFD", UsageNames.Of(string.Concat("a", (char)0xD800, "b", (char)0xDC00)));

    [Fact]
    public void Long_names_are_cut() => Assert.Equal(UsageNames.MaximumLength, UsageNames.Of(new string('x', 1000)).Length);

    private static UsageSeries Series(string route, int count = 1)
    {
        var latency = new LatencySketch();
        for (var i = 0; i < count; i++)
            latency.Add(TimeSpan.FromMilliseconds(1));
        return new UsageSeries(route, "alice", 2) { Count = count, Latency = latency };
    }

    private static int Latencies(byte[] bytes) => (int)LatencySketch.FromBytes(bytes).Count;

    private static List<UsageBatch> Drain(UsageBuffer buffer)
    {
        var batches = new List<UsageBatch>();
        for (; buffer.Next() is { } batch; buffer.Remove(batch))
            batches.Add(batch);
        Assert.Equal(Enumerable.Range(1, batches.Count), batches.Select(batch => (int)batch.Sequence));
        return batches;
    }
}
