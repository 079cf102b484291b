namespace GatewayKit.Tests.Proxy.Balancing;

public sealed class LeastLatencyTests(BalancedHost host) : IClassFixture<BalancedHost>
{
    [Fact]
    public async Task A_slow_destination_gets_few_requests_and_is_tried_again()
    {
        await UseAsync();
        host.OnRequest = (name, _) => host.Time.Advance(TimeSpan.FromMilliseconds(name == "one" ? 2000 : 10));

        // Each destination is measured first.
        var names = await SendAsync(20);
        Assert.Equal(1, names.Count(name => name == "one"));

        host.OnRequest = (_, _) => host.Time.Advance(TimeSpan.FromMilliseconds(10));
        host.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("one", await SendAsync(5));
        for (var i = 0; i < 40; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            names.AddRange(await SendAsync(1));
        }

        Assert.Contains("one", names[^40..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Errors_count_as_slow_even_if_they_are_fast(bool isBroken)
    {
        await UseAsync();
        host.OnRequest = (name, http) =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(name == "one" ? 1 : 10));
            if (name == "one" && isBroken)
                http.Abort();
            else if (name == "one")
                http.Response.StatusCode = 503;
        };

        var names = await SendAsync(20);

        Assert.InRange(names.Count(name => name is "502" or "503"), 1, 2);
    }

    [Fact]
    public async Task Requests_in_flight_multiply_the_latency()
    {
        await UseAsync();
        host.OnRequest = (name, _) => host.Time.Advance(TimeSpan.FromMilliseconds(name == "one" ? 10 : 40));
        await SendAsync(2);

        host.Cluster.Destinations["one"].ConcurrentRequestCount = 2;
        Assert.Equal("one", host.Pick());
        host.Cluster.Destinations["one"].ConcurrentRequestCount = 9;
        Assert.Equal("two", host.Pick());
    }

    [Fact]
    public async Task A_change_of_the_cluster_keeps_what_was_measured()
    {
        await UseAsync();
        host.OnRequest = (name, _) => host.Time.Advance(TimeSpan.FromMilliseconds(name == "one" ? 2000 : 10));
        await SendAsync(2);

        await host.UseAsync("one two", "loadBalancingPolicy: LeastLatency, loadBalancing: { decay: 20s }");

        Assert.DoesNotContain("one", await SendAsync(10));
    }

    // The destinations of the test before are gone, and with them their latencies.
    private async Task UseAsync()
    {
        host.OnRequest = (_, _) => { };
        await host.UseAsync("nothing", "loadBalancingPolicy: LeastLatency");
        await host.UseAsync("one two", "loadBalancingPolicy: LeastLatency");
    }

    private async Task<List<string>> SendAsync(int requests)
    {
        var names = new List<string>();
        for (var i = 0; i < requests; i++)
            names.Add((await host.SendAsync()).Name);
        return names;
    }
}
