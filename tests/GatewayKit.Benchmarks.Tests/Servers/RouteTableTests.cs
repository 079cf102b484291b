namespace GatewayKit.Benchmarks.Servers;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void The_route_of_the_requests_is_one_of_as_many_as_asked_for(int count)
    {
        var entries = new RouteTable(count).Entries().ToArray();

        Assert.Equal(count, entries.Select(entry => entry.Path).Distinct().Count());
        Assert.Single(entries, entry => entry == ("orders", "/orders/{**rest}", null));
    }

    [Fact]
    public void Each_route_can_have_a_host()
    {
        var table = new RouteTable(10, HaveHosts: true);

        Assert.Equal(10, table.Entries().Select(entry => entry.Host).Distinct().Count());
        Assert.Contains(table.Entries(), entry => entry.Host == table.Host);
    }
}
