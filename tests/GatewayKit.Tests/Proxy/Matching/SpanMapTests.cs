using GatewayKit.Proxy.Matching;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class SpanMapTests
{
    [Fact]
    public void A_map_has_what_was_added_and_not_removed()
    {
        var random = new Random(1);
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        var map = SpanMap<string>.Empty;
        for (var i = 0; i < 5_000; i++)
        {
            var key = $"k{random.Next(1_000)}";
            if (random.Next(2) == 0)
            {
                expected[key] = $"v{i}";
                map = map.With(key, $"v{i}");
            }
            else
            {
                expected.Remove(key);
                map = map.Without(key);
            }

            Assert.Equal(expected.Count, map.Count);
            Assert.Equal(expected.GetValueOrDefault(key), map.Find(key));
        }

        Assert.Equal(expected.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)), map.Items.OrderBy(item => item.Key));
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.Equal(expected.GetValueOrDefault($"k{i}"), map.Find($"k{i}")));
    }

    [Fact]
    public void A_change_leaves_the_map_before_as_it_was()
    {
        var before = Enumerable.Range(0, 100).Aggregate(SpanMap<string>.Empty, (map, i) => map.With($"k{i}", "old"));

        var after = before.With("k1", "new").Without("k2").With("k100", "new");

        Assert.Equal(("old", "old", null), (before.Find("k1"), before.Find("k2"), before.Find("k100")));
        Assert.Equal(("new", null, "new"), (after.Find("k1"), after.Find("k2"), after.Find("k100")));
    }

    [Fact]
    public void Removing_everything_leaves_nothing_behind()
    {
        var keys = Enumerable.Range(0, 500).Select(i => $"k{i}").ToArray();
        var map = keys.Aggregate(SpanMap<string>.Empty, (all, key) => all.With(key, key));

        map = keys.Aggregate(map, (all, key) => all.Without(key));

        Assert.Same(SpanMap<string>.Empty, map);
    }
}
