using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Counters;

/// <summary>
/// Counters in this process. They survive reloads: a policy with the same scope, algorithm and limits continues
/// the counts of its predecessor, and a policy with other limits starts at zero, unless it keeps the usage.
/// </summary>
/// <remarks>
/// <para>A request against a known counter completes synchronously and allocates nothing. Each counter has its own lock, so
/// decisions are exact and callers of different subjects don't wait for each other.</para>
/// <para>The number of counters is limited for each policy separately: a flood of invented subjects on one route
/// affects only new subjects of that policy, and neither exhausts the memory nor affects the counters of another policy.</para>
/// </remarks>
internal sealed partial class LocalCounterStore : ICounterStore
{
    /// <summary>About 30 MB for a full policy with one limit and names of 36 characters.</summary>
    public const int DefaultCapacity = 100_000;

    private const string MeterName = "GatewayKit";

    private readonly ConcurrentDictionary<CounterPolicy, PolicyCounters> _policies = new(CounterPolicyComparer.Instance);
    private readonly CounterClock _clock;
    private readonly int _capacity;
    private readonly ILogger _logger;
    private readonly Counter<long>? _shared;
    private readonly Lock _cleaning = new();
    private IEnumerator<KeyValuePair<CounterPolicy, PolicyCounters>>? _next;

    /// <param name="time">The clock; only its monotonic part is used, so a clock change doesn't move windows.</param>
    /// <param name="capacity">The maximum number of counters of a policy, excluding the shared one.</param>
    /// <param name="logger">The log.</param>
    /// <param name="meters">The metrics.</param>
    public LocalCounterStore(
        TimeProvider time, int capacity = DefaultCapacity, ILogger<LocalCounterStore>? logger = null, IMeterFactory? meters = null)
    {
        _clock = new CounterClock(time);
        _capacity = capacity;
        _logger = logger ?? NullLogger<LocalCounterStore>.Instance;
        _shared = meters?.Create(MeterName).CreateCounter<long>(
            "gatewaykit.counters.shared",
            "{request}", "Requests that shared a counter because their policy had the maximum number of counters.");
    }

    /// <summary>The number of counters, excluding the shared ones.</summary>
    public int Count => _policies.Sum(p => p.Value.Count);

    public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: 0);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<CounterDecision>(cancellationToken);

        return new(costs.Length == 1 ? Acquire(costs[0]) : Decide(costs, keeps: true));
    }

    public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: 0);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<CounterDecision>(cancellationToken)
            : new(Decide(costs, keeps: false));
    }

    public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: -CounterCost.MaxAmount);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        foreach (var cost in costs)
        {
            while (Find(cost, isNew: cost.Amount > 0, out var policy) is { } counter
                && !counter.TryAdjust(policy.Limits, cost.Amount, timestamp, _clock))
            {
                // The counter was dropped; another one counts.
            }
        }

        return default;
    }

    private static void Check(ReadOnlySpan<CounterCost> costs, long minimum)
    {
        if (costs.IsEmpty)
            throw new ArgumentException("There is no cost.", nameof(costs));

        foreach (ref readonly var cost in costs)
        {
            ArgumentNullException.ThrowIfNull(cost.Policy, nameof(costs));
            ArgumentOutOfRangeException.ThrowIfLessThan(cost.Amount, minimum, nameof(costs));
        }
    }

    private CounterDecision Acquire(in CounterCost cost)
    {
        while (true)
        {
            var policy = Of(cost.Policy);
            if (policy.TryAcquire(cost.Subject, cost.Amount, out var decision, out var use))
            {
                Report(policy, use);
                return decision;
            }

            _policies.TryRemove(new(cost.Policy, policy));
        }
    }

    private CounterDecision Decide(ReadOnlySpan<CounterCost> costs, bool keeps)
    {
        const int OnStack = 8;
        var count = costs.Length;
        var (policiesOnStack, countersOnStack, locksOnStack) =
            (default(InlineArray8<PolicyCounters>), default(InlineArray8<Counter>), default(InlineArray8<Counter>));
        scoped Span<PolicyCounters> policies = count <= OnStack ? policiesOnStack : new PolicyCounters[count];
        scoped Span<Counter> counters = count <= OnStack ? countersOnStack : new Counter[count];
        scoped Span<Counter> locks = count <= OnStack ? locksOnStack : new Counter[count];
        while (true)
        {
            for (var i = 0; i < count; i++)
                counters[i] = Find(costs[i], isNew: keeps, out policies[i]) ?? Usage(costs, policies, counters, i);
            if (new CounterGroup(costs, policies[..count], counters[..count], _clock).TryAcquire(locks[..count], keeps, out var decision))
                return decision;
        }
    }

    /// <summary>
    /// Returns a counter with the usage of a subject without a counter of its own, so that costs of several such subjects don't add up,
    /// while those of one do.
    /// </summary>
    private static Counter Usage(
        ReadOnlySpan<CounterCost> costs, ReadOnlySpan<PolicyCounters> policies, ReadOnlySpan<Counter> counters, int index)
    {
        var policy = policies[index];
        var usage = policy.FindUsage(costs[index].Subject);
        var isTaken = false;
        for (var i = 0; i < index; i++)
        {
            if (policies[i] == policy && costs[i].Subject == costs[index].Subject)
                return counters[i];

            isTaken |= counters[i] == usage;
        }

        return isTaken && policy.IsUnused(usage) ? new Counter(policy.Limits.Length) : usage;
    }

    /// <summary>Finds the counter of a cost, or creates it.</summary>
    /// <returns>The counter; null if it doesn't exist and isn't created.</returns>
    private Counter? Find(in CounterCost cost, bool isNew, out PolicyCounters policy)
    {
        while (true)
        {
            policy = Of(cost.Policy);
            if (!isNew)
                return policy.FindOwn(cost.Subject);

            if (policy.Find(cost.Subject, out var use) is { } counter)
            {
                Report(policy, use);
                return counter;
            }

            _policies.TryRemove(new(cost.Policy, policy));
        }
    }

    private PolicyCounters Of(CounterPolicy policy)
    {
        var counters = _policies.GetOrAdd(
            policy, static (policy, store) => new PolicyCounters(policy, store._clock, store._capacity), this);
        if (policy.KeepsUsage && !ReferenceEquals(counters.Policy, policy))
            counters.Use(policy);
        return counters;
    }

    private void Report(PolicyCounters policy, CounterUse use)
    {
        if (use == CounterUse.New)
            CleanNext();
        else if (use == CounterUse.Shared)
            ReportShared(policy);
    }

    /// <summary>Cleans up the next policy, which may be unused.</summary>
    private void CleanNext()
    {
        if (!_cleaning.TryEnter())
            return;

        try
        {
            _next ??= _policies.GetEnumerator();
            if (!_next.MoveNext())
            {
                _next.Dispose();
                _next = null;
            }
            else if (_next.Current.Value.TryRetire())
            {
                _policies.TryRemove(_next.Current);
            }
        }
        finally
        {
            _cleaning.Exit();
        }
    }

    private void ReportShared(PolicyCounters counters)
    {
        _shared?.Add(1, new KeyValuePair<string, object?>("policy", counters.Policy.Scope));
        if (counters.ShouldReport())
            LogShared(counters.Policy.Scope, _capacity);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Counter policy '{Policy}' has {Count} counters, the maximum; new callers share one counter until others are dropped.")]
    private partial void LogShared(string policy, int count);
}
