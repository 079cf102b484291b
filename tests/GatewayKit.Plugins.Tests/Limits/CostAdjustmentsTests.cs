using GatewayKit.Limits;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.Limits;

public sealed class CostAdjustmentsTests : IDisposable
{
    private readonly FakeMeters _meters = new();
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly CounterPolicy s_policy =
        new("a", CounterAlgorithm.FixedWindow, new CounterLimit(100, TimeSpan.FromMinutes(1)));

    private readonly SlowStore _store = new();

    [Fact]
    public async Task A_response_does_not_wait_until_the_store_has_counted_its_cost()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                "{ name: rate-limit, options: { limit: 100, window: 1m, by: ip, cost: 'response-header:X-Tokens' } }"),
            setup => setup.WithCounters(_store).WithUpstream(http =>
            {
                http.Response.Headers["X-Tokens"] = "40";
                return Task.CompletedTask;
            }));

        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal(200, (await host.GetAsync("/")).Status);

        Assert.Equal([39, 39], _store.Adjusted);
    }

    [Fact]
    public async Task Responses_wait_while_too_many_costs_are_on_their_way()
    {
        var adjustments = Create();
        for (var i = 0; i < CostAdjustments.MaximumPending; i++)
            Assert.True(adjustments.AddAsync(Adjust()).AsTask().IsCompletedSuccessfully);

        var next = adjustments.AddAsync(Adjust()).AsTask();
        Assert.False(next.IsCompleted);
        _store.Answer.SetResult();

        await next.WaitAsync(s_patience);
        Assert.True(adjustments.AddAsync(Adjust()).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_cost_that_the_store_can_not_count_fails_no_response()
    {
        _store.Answer.SetException(new CounterStoreException("Redis doesn't answer."));

        Assert.Null((await Create().AddAsync(Adjust())).Response);
    }

    public void Dispose() => _meters.Dispose();

    private CostAdjustments Create() => new(new StoreFailures(
        "Rate limit", StoreFailurePolicy.Local,
        new LimitDecisions(new PluginPlacement { Plugin = "rate-limit", Scope = PluginScope.Global }, _meters),
        "a", TimeProvider.System, NullLogger.Instance));

    private ValueTask Adjust() => _store.AdjustAsync(s_policy, new CounterSubject("alice"), amount: 1, timestamp: 0);

    /// <summary>A store that decides at once, and that answers an adjustment when the test lets it.</summary>
    private sealed class SlowStore : ICounterStore
    {
        private readonly List<long> _adjusted = [];

        public TaskCompletionSource Answer { get; } = new();

        public IReadOnlyList<long> Adjusted
        {
            get
            {
                lock (_adjusted)
                    return [.. _adjusted];
            }
        }

        public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
            => new(new CounterDecision(true, 0, 99, TimeSpan.FromSeconds(60), TimeSpan.Zero));

        public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
            => TryAcquireAsync(costs, cancellationToken);

        public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
        {
            lock (_adjusted)
                _adjusted.Add(costs[0].Amount);
            return new ValueTask(Answer.Task);
        }
    }
}
