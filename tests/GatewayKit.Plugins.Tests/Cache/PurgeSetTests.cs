using GatewayKit.Plugins.Cache.Purging;

namespace GatewayKit.Plugins.Tests.Cache;

public class PurgeSetTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sets_that_nodes_join_in_any_order_are_equal()
    {
        var (a, b) = (Set("a"), Set("b"));

        var (one, two) = (a.Join(b.Records, s_now, out var added), b.Join(a.Records, s_now, out _));

        Assert.True(one.HasSameAs(two));
        Assert.Equal("b", Assert.Single(added).Value);
        Assert.Equal(one.MarkOf("k", ["a", "b"]), two.MarkOf("k", ["a", "b"]));
        Assert.Same(one, one.Join(b.Records, s_now, out added));
        Assert.Empty(added);
    }

    [Fact]
    public void Only_purges_that_cover_a_response_change_its_mark()
    {
        var set = Set("a");

        Assert.Equal("", set.MarkOf("k", ["b"]));
        Assert.NotEqual("", set.MarkOf("k", ["a"]));
        Assert.NotEqual(set.MarkOf("k", ["a"]), set.Join(Set("a").Records, s_now, out _).MarkOf("k", ["a"]));
    }

    [Fact]
    public void An_old_purge_is_left_out()
        => Assert.Empty(Set("a").Join([], s_now + PurgeSet.KeptFor + TimeSpan.FromSeconds(1), out _).Records);

    [Theory]
    [InlineData(3000, 1)]
    [InlineData(100, 4000)]
    public void Too_many_purges_become_one_of_all_responses(int count, int length)
    {
        var target = new PurgeTarget(PurgeKind.Tag, new string('a', length));
        var many = Enumerable.Range(0, count).Select(_ => PurgeRecord.Create(target, s_now));

        var set = PurgeSet.Empty.Join(many, s_now, out var added);

        Assert.Equal(PurgeKind.All, Assert.Single(set.Records).Kind);
        Assert.Equal(set.Records, added);
    }

    [Fact]
    public void A_value_is_read_only_under_its_own_key_and_if_it_is_complete()
    {
        var value = Set("a").ToBytes("key");

        Assert.Single(PurgeSet.Read("key", value).Records);
        Assert.Empty(PurgeSet.Read("other", value).Records);
        Assert.Empty(PurgeSet.Read("key", value[..^1]).Records);
        Assert.Empty(PurgeSet.Read("key", null).Records);
    }

    private static PurgeSet Set(string tag)
        => PurgeSet.Empty.Join([PurgeRecord.Create(new PurgeTarget(PurgeKind.Tag, tag), s_now)], s_now, out _);
}
