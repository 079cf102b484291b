using System.Collections.Concurrent;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>Counters without time, which can't reach their store while they count for one kind of policy.</summary>
internal sealed class FailingCounters : ICounterStore
{
    private readonly ConcurrentDictionary<(string, CounterSubject), long> _counts = new();

    /// <summary>The beginning of the scopes of the policies that fail; null for none.</summary>
    public string? Failing { get; set; }

    public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
    {
        var decision = Decide(costs);
        foreach (var cost in decision.IsAllowed ? costs : [])
            _counts.AddOrUpdate((cost.Policy.Scope, cost.Subject), cost.Amount, (_, count) => count + cost.Amount);
        return new(decision);
    }

    public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
        => new(Decide(costs));

    public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default) => default;

    private CounterDecision Decide(ReadOnlySpan<CounterCost> costs)
    {
        var least = long.MaxValue;
        foreach (var cost in costs)
        {
            if (Failing is { } failing && cost.Policy.Scope.StartsWith(failing, StringComparison.Ordinal))
                throw new CounterStoreException("The store is lost.");

            var remaining = cost.Policy.Limits[0].Limit - _counts.GetValueOrDefault((cost.Policy.Scope, cost.Subject));
            least = long.Min(least, remaining);
        }

        return new CounterDecision(least > 0, 0, least, TimeSpan.Zero, TimeSpan.Zero);
    }
}
