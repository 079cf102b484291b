using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Store.Sources;

namespace GatewayKit.Store.Tests.Sources;

public sealed class EntryBinderTests
{
    private readonly EntryBinder _binder = new();

    [Fact]
    public void An_entry_with_the_same_content_stays_the_same_object()
    {
        var before = Bind(("clusters/a", """{"destinations":{"one":{"address":"http://127.0.0.1"}}}"""), ("groups/gold", "{}"));
        var after = Bind(("clusters/a", """{"destinations":{"one":{"address":"http://127.0.0.1"}}}"""), ("groups/silver", "{}"));

        Assert.Same(before.Clusters["a"], after.Clusters["a"]);
        Assert.Equal(["silver"], after.Groups.Keys);
    }

    [Fact]
    public void A_section_without_changes_stays_the_same_object()
    {
        var before = Bind(("plugins/cors", """{"name":"cors"}"""), ("groups/gold", "{}"));
        var after = Bind(("plugins/cors", """{"name":"cors"}"""), ("groups/gold", "{}"), ("groups/silver", "{}"));

        Assert.True(before.Plugins == after.Plugins);
        Assert.NotSame(before.Groups, after.Groups);
    }

    [Fact]
    public void A_changed_entry_is_bound_again()
    {
        Bind(("clusters/a", """{"destinations":{"one":{"address":"http://127.0.0.1"}}}"""));
        var after = Bind(("clusters/a", """{"destinations":{"one":{"address":"http://127.0.0.2"}}}"""));

        Assert.Equal("http://127.0.0.2", after.Clusters["a"].Cluster.Destinations!["one"].Address);
    }

    [Fact]
    public void An_error_is_reported_each_time()
    {
        for (var i = 0; i < 2; i++)
        {
            var errors = new ConfigErrors();
            _binder.Bind(Content([("groups/gold", """{"name":"${env:SECRET}"}""")]), errors);
            Assert.Contains(errors.Items, error => error.ToString().Contains("variables aren't replaced", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_change_of_position_reorders_the_plugins()
    {
        Bind(("plugins/cors", """{"name":"cors"}"""), ("plugins/jwt", """{"name":"jwt"}"""));
        var after = Bind(("plugins/jwt", """{"name":"jwt"}"""), ("plugins/cors", """{"name":"cors"}"""));

        Assert.Equal(["jwt", "cors"], after.Plugins.Select(plugin => plugin.Name));
    }

    [Theory]
    [InlineData("31415926535897932384626433832795")]
    [InlineData("12e5")]
    [InlineData("1.50")]
    public void The_text_of_a_number_stays_the_same(string number)
    {
        var config = Bind(($"plugins/cors:{number}", $$"""{"name":"cors","id":{{number}}}"""));

        Assert.Equal(number, Assert.Single(config.Plugins).Id);
    }

    private GatewayConfig Bind(params (string Key, string Content)[] entries)
    {
        var errors = new ConfigErrors();
        var config = _binder.Bind(Content(entries), errors);
        Assert.Empty(errors.Items);
        return config!;
    }

    private static StoreContent Content((string Key, string Content)[] entries)
        => new(1, entries.Select((entry, i) => new StoreEntry
        {
            Key = EntryKey.Parse(entry.Key),
            Content = entry.Content,
            Labels = ImmutableSortedDictionary<string, string>.Empty,
            Position = entry.Key.StartsWith("plugins/", StringComparison.Ordinal) ? i : 0,
            Version = 1,
        }).ToImmutableDictionary(entry => entry.Key));
}
