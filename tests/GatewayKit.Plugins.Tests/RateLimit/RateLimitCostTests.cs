using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class RateLimitCostTests
{
    private static readonly RateLimitOptions s_options = new() { Limit = 100, Window = TimeSpan.FromMinutes(1) };
    private static readonly PluginPlacement s_placement = new() { Plugin = "rate-limit", Scope = PluginScope.Global };
    private readonly FakeContext _context = new();

    [Fact]
    public void Refusing_allocates_nothing()
        => Assert.Equal(0, CostOf(new CounterDecision(false, 0, 0, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(9))));

    [Fact]
    public void Allowing_allocates_the_text_that_tells_what_is_left()
        => Assert.InRange(CostOf(new CounterDecision(true, 0, 99, TimeSpan.FromSeconds(60), TimeSpan.Zero)), 1, 120);

    private long CostOf(CounterDecision decision)
    {
        using var meters = new FakeMeters();
        var plugin = new RateLimitPlugin(
            s_options, new FakeStores(new Decided(decision)), s_placement, TimeProvider.System, meters,
            NullLogger<RateLimitPlugin>.Instance);
        return AllocatedBytes.Of(() => plugin.OnRequestAsync(_context).Now());
    }

    private sealed class Decided(CounterDecision decision) : ICounterStore
    {
        public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
            => new(decision);

        public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
            => new(decision);

        public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
            => default;
    }
}
