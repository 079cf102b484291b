namespace GatewayKit.Tests.Proxy.Balancing;

public sealed class BalancingCheckTests(BalancedHost host) : IClassFixture<BalancedHost>
{
    private const string Round = "loadBalancingPolicy: WeightedRoundRobin, loadBalancing: ";

    [Theory]
    [InlineData("loadBalancing: {}",
        "loadBalancing has no effect, because loadBalancingPolicy isn't set; it must be WeightedRoundRobin, ConsistentHash or "
            + "LeastLatency.")]
    [InlineData("loadBalancingPolicy: RoundRobin, loadBalancing: { weights: { one: 1 } }",
        "loadBalancing has no effect, because loadBalancingPolicy is 'RoundRobin'; it must be WeightedRoundRobin, ConsistentHash or "
            + "LeastLatency.")]
    [InlineData(Round + "{ weights: { on: 1 } }",
        "loadBalancing.weights has 'on'; no destination has this name. Did you mean 'one'? There are: one, two.")]
    [InlineData(Round + "{ weights: { one: 1001 } }", "loadBalancing.weights.one is 1001; it must be between 0 and 1000.")]
    [InlineData(Round + "{ weights: { one: -1 } }", "loadBalancing.weights.one is -1; it must be between 0 and 1000.")]
    [InlineData(Round + "{ weight: 1 }",
        "loadBalancing.weight is unknown. Did you mean 'weights'? Allowed: decay, errorLatency, hashBy, maxLoad, slowStart, weights.")]
    [InlineData(Round + "{ hashBy: ip }", "loadBalancing.hashBy needs loadBalancingPolicy ConsistentHash.")]
    [InlineData(Round + "{ maxLoad: 2 }", "loadBalancing.maxLoad needs loadBalancingPolicy ConsistentHash.")]
    [InlineData(Round + "{ decay: 1s }", "loadBalancing.decay needs loadBalancingPolicy LeastLatency.")]
    [InlineData(Round + "{ errorLatency: 2s }", "loadBalancing.errorLatency needs loadBalancingPolicy LeastLatency.")]
    [InlineData(Round + "{ slowStart: 0s }", "loadBalancing.slowStart is 0s; it must be between 1s and 1h.")]
    [InlineData("loadBalancingPolicy: ConsistentHash, loadBalancing: { hashBy: tenant }",
        "loadBalancing.hashBy is 'tenant'; it must be consumer, ip, header:NAME or cookie:NAME.")]
    [InlineData("loadBalancingPolicy: ConsistentHash, loadBalancing: { maxLoad: 1 }",
        "loadBalancing.maxLoad is 1; it must be between 1.05 and 100.")]
    public async Task An_error_has_a_clear_message(string settings, string message)
        => Assert.Equal([$"clusters.up: {message}"], (await host.TryUseAsync("one two", settings)).Select(WithoutLocation));

    private static string WithoutLocation(string error) => error[error.IndexOf("clusters.", StringComparison.Ordinal)..];
}
