namespace GatewayKit.Tests.Proxy.Balancing;

public sealed class ConsistentHashTests(BalancedHost host) : IClassFixture<BalancedHost>
{
    private const string ByKey = "loadBalancingPolicy: ConsistentHash, loadBalancing: { hashBy: 'header:X-Key'";

    private static readonly string[] s_keys = [.. Enumerable.Range(0, 2000).Select(i => $"key-{i}")];

    [Fact]
    public async Task Only_the_keys_of_a_destination_that_is_removed_move()
    {
        await host.UseAsync("one two three four five", ByKey + " }");
        var before = Destinations();
        Assert.All(before.Values.CountBy(name => name), count => Assert.InRange(count.Value, 300, 500));

        await host.UseAsync("one two three five", ByKey + " }");

        var after = Destinations();
        Assert.All(s_keys.Where(key => before[key] != "four"), key => Assert.Equal(before[key], after[key]));
        Assert.All(s_keys.Where(key => before[key] == "four").CountBy(key => after[key]), count => Assert.InRange(count.Value, 50, 150));
    }

    [Fact]
    public async Task A_higher_weight_only_adds_keys()
    {
        await host.UseAsync("one two three", ByKey + " }");
        var before = Destinations();

        await host.UseAsync("one two three", ByKey + ", weights: { two: 2 } }");

        var after = Destinations();
        Assert.All(s_keys.Where(key => after[key] != before[key]), key => Assert.Equal("two", after[key]));
        Assert.InRange(after.Values.Count(name => name == "two"), 920, 1080);
    }

    [Fact]
    public async Task Keys_of_a_destination_that_is_full_go_to_another_one()
    {
        await host.UseAsync("one two three", ByKey + ", maxLoad: 1.5 }");
        var empty = Destinations();
        foreach (var destination in host.Cluster.Destinations.Values)
            destination.ConcurrentRequestCount = destination.DestinationId == "one" ? 12 : 4;

        // 21 requests, of which each destination can have 7 * 1.5.
        var full = Destinations();
        Assert.DoesNotContain("one", full.Values);
        Assert.All(s_keys.Where(key => empty[key] != "one"), key => Assert.Equal(empty[key], full[key]));

        host.Cluster.Destinations["one"].ConcurrentRequestCount = 8;
        Assert.Equal(empty, Destinations());
    }

    [Theory]
    [InlineData("header:X-Tenant", "X-Tenant", "a", "/x")]
    [InlineData("cookie:tenant", "Cookie", "tenant=a", "/x")]
    [InlineData("consumer", "X-Token", "a", "/token")]
    public async Task Each_key_has_its_destination_and_requests_without_one_go_by_their_address(
        string hashBy, string header, string first, string path)
    {
        await host.UseAsync(
            "one two three four", $"loadBalancingPolicy: ConsistentHash, loadBalancing: {{ hashBy: '{hashBy}' }}");
        var names = new List<string>();
        for (var i = 0; i < 12; i++)
            names.Add((await host.SendAsync(header, first + i, path)).Name);

        Assert.True(names.Distinct().Count() > 1);
        for (var i = 0; i < 12; i++)
            Assert.Equal(names[i], (await host.SendAsync(header, first + i, path)).Name);
        var other = (await host.SendAsync()).Name;
        for (var i = 0; i < 5; i++)
            Assert.Equal(other, (await host.SendAsync()).Name);
    }

    [Fact]
    public async Task A_cluster_that_a_plugin_chooses_has_its_own_settings()
    {
        await host.UseAsync("one two three", ByKey + " }");

        for (var i = 0; i < 10; i++)
            Assert.Equal((await host.SendAsync("X-Key", $"{i}")).Name, (await host.SendAsync("X-Key", $"{i}", "/chosen")).Name);
    }

    private Dictionary<string, string> Destinations() => s_keys.ToDictionary(key => key, host.Pick);
}
