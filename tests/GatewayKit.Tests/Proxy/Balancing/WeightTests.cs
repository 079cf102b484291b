using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Balancing;

public sealed class WeightTests(BalancedHost host) : IClassFixture<BalancedHost>
{
    private const string Passive = "healthCheck: { passive: { enabled: true } }";

    [Fact]
    public async Task Destinations_get_requests_by_their_weights()
    {
        await host.UseAsync(
            "one two three off", "loadBalancingPolicy: weightedRoundRobin, loadBalancing: { weights: { one: 5, TWO: 3, off: 0 } }");
        var counts = new Dictionary<string, int> { ["one"] = 0, ["two"] = 0, ["three"] = 0 };

        for (var i = 0; i < 90; i++)
            counts[(await host.SendAsync()).Name]++;

        // The turns are spread evenly: each run of turns has almost exactly its parts of 5/9, 3/9 and 1/9.
        Assert.InRange(counts["one"], 47, 53);
        Assert.InRange(counts["two"], 27, 33);
        Assert.InRange(counts["three"], 7, 13);
    }

    [Fact]
    public async Task A_destination_with_the_weight_0_keeps_its_sessions_and_gets_no_others()
    {
        const string Affinity = "sessionAffinity: { enabled: true, policy: HashCookie, affinityKeyName: session }";
        foreach (var policy in new[] { "WeightedRoundRobin", "ConsistentHash", "LeastLatency" })
        {
            await host.UseAsync("one two", $"loadBalancingPolicy: {policy}, loadBalancing: {{ weights: {{ one: 0 }} }}, {Affinity}");
            var (name, response) = await host.SendAsync();
            Assert.Equal("two", name);
            var session = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

            await host.UseAsync("one two", $"loadBalancingPolicy: {policy}, loadBalancing: {{ weights: {{ two: 0 }} }}, {Affinity}");

            Assert.Equal("two", (await host.SendAsync("Cookie", session)).Name);
            Assert.Equal("one", (await host.SendAsync()).Name);

            // YARP doesn't ask a policy for the only destination.
            await host.UseAsync("two", $"loadBalancingPolicy: {policy}, loadBalancing: {{ weights: {{ two: 0 }} }}, {Affinity}");
            Assert.Equal("two", (await host.SendAsync("Cookie", session)).Name);
            Assert.Equal("503", (await host.SendAsync()).Name);
        }
    }

    [Fact]
    public async Task A_destination_that_is_healthy_again_starts_slowly()
    {
        await host.UseAsync("one two", "loadBalancingPolicy: RoundRobin");
        await host.UseAsync("one two", $"loadBalancingPolicy: WeightedRoundRobin, loadBalancing: {{ slowStart: 100s }}, {Passive}");
        Assert.InRange(host.Count(1000)["two"], 495, 505);

        host.SetHealth("two", DestinationHealth.Unhealthy);
        Assert.Single(host.Count(100));
        host.SetHealth("two", DestinationHealth.Healthy);

        // A tenth of its weight at first.
        Assert.InRange(host.Count(1100)["two"], 95, 105);
        host.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.InRange(host.Count(900)["two"], 295, 305);

        // A change of the cluster doesn't start it again, and another check of its health doesn't either.
        await host.UseAsync(
            "one two", $"loadBalancingPolicy: WeightedRoundRobin, loadBalancing: {{ slowStart: 100s, weights: {{ two: 2 }} }}, {Passive}");
        host.SetHealth("two", DestinationHealth.Healthy);
        Assert.InRange(host.Count(1000)["two"], 495, 505);
        host.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.InRange(host.Count(900)["two"], 595, 605);
    }

    [Fact]
    public async Task A_destination_that_is_added_starts_slowly()
    {
        const string Settings = "loadBalancingPolicy: LeastLatency, loadBalancing: { slowStart: 10s, decay: 1s }";
        await host.UseAsync("one", "loadBalancingPolicy: RoundRobin");
        await host.UseAsync("one two", Settings);
        await host.UseAsync("one two three", Settings);
        host.Cluster.Destinations["one"].ConcurrentRequestCount = 5;
        host.Cluster.Destinations["two"].ConcurrentRequestCount = 5;
        host.Cluster.Destinations["three"].ConcurrentRequestCount = 1;

        // One request counts as much as ten.
        Assert.DoesNotContain("three", host.Count(100).Keys);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("three", host.Count(100).Keys);
    }
}
