using GatewayKit.Plugins.TrafficSplit;

namespace GatewayKit.Plugins.Tests.TrafficSplit;

public sealed class SplitClustersTests
{
    private const int Keys = 20_000;

    private static readonly ulong[] s_keys = [.. Enumerable.Range(0, Keys).Select(i => StableHash.Of($"consumer-{i}"))];

    [Theory]
    [InlineData(95, 5, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 10, 30)]
    public void Each_cluster_gets_its_share_of_the_keys(int a, int b, int c)
    {
        var chosen = ChoicesOf(Of(a, b, c));

        // Seven standard deviations, and none for a weight of zero.
        Assert.All([a, b, c], (weight, index) =>
        {
            var share = weight / (double)(a + b + c);
            Assert.InRange(chosen.Count(i => i == index) - (share * Keys), -Bound(share), Bound(share));
        });
    }

    [Fact]
    public void A_growing_weight_moves_keys_only_to_its_cluster()
    {
        var before = ChoicesOf(Of(90, 5, 5));
        var after = ChoicesOf(Of(90, 15, 5));

        var moved = before.Zip(after).Where(pair => pair.First != pair.Second).ToArray();
        Assert.All(moved, pair => Assert.Equal(1, pair.Second));
        Assert.InRange(moved.Length, 1, Keys * 12 / 100);
    }

    [Fact]
    public void A_cluster_that_is_added_or_ordered_differently_moves_no_other_key()
    {
        var before = ChoicesOf(new SplitClusters([new("a", 50), new("b", 50)]));
        var after = ChoicesOf(new SplitClusters([new("c", 10), new("B", 50), new("A", 50)]));

        Assert.All(before.Zip(after), pair => Assert.True(pair.Second == 2 || pair.First == pair.Second));
    }

    [Fact]
    public void A_share_leaves_the_ratio_of_the_other_clusters()
    {
        var chosen = ChoicesOf(Of(60, 0, 20).WithShare(1, 20));

        Assert.InRange(chosen.Count(i => i == 0) / (double)Keys, 0.57, 0.63);
        Assert.InRange(chosen.Count(i => i == 1) / (double)Keys, 0.18, 0.22);
        Assert.InRange(chosen.Count(i => i == 2) / (double)Keys, 0.18, 0.22);
    }

    private static SplitClusters Of(int a, int b, int c) => new([new("a", a), new("b", b), new("c", c)]);

    private static int[] ChoicesOf(SplitClusters clusters) => [.. s_keys.Select(clusters.Choose)];

    private static double Bound(double share) => 7 * Math.Sqrt(Keys * share * (1 - share));
}
