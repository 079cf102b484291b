using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Counters;

/// <summary>
/// Counters in this process. They survive reloads: a policy with the same scope, algorithm and limits continues
/// the counts of its predecessor, and a policy with other limits starts at zero.
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

    private readonly ConcurrentDictionary<CounterPolicy, PolicyCounters> _policies = new(PolicyContent.Comparer);
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
    public LocalCounterStore(TimeProvider time, int capacity = DefaultCapacity, ILogger<LocalCounterStore>? logger = null, IMeterFactory? meters = null)
    {
        _clock = new CounterClock(time);
        _capacity = capacity;
        _logger = logger ?? NullLogger<LocalCounterStore>.Instance;
        _shared = meters?.Create(MeterName).CreateCounter<long>(
            "gatewaykit.counters.shared", "{request}", "Requests that shared a counter because their policy had the maximum number of counters.");
    }

    /// <summary>The number of counters, excluding the shared ones.</summary>
    public int Count => _policies.Sum(p => p.Value.Count);

    public ValueTask<CounterDecision> TryAcquireAsync(CounterPolicy policy, CounterSubject subject)
    {
        while (true)
        {
            var counters = _policies.GetOrAdd(policy, static (policy, store) => new PolicyCounters(policy, store._clock, store._capacity), this);
            if (counters.TryAcquire(subject, out var decision, out var use))
            {
                if (use == CounterUse.New)
                    CleanNext();
                else if (use == CounterUse.Shared)
                    ReportShared(counters);
                return new ValueTask<CounterDecision>(decision);
            }

            _policies.TryRemove(new(policy, counters));
        }
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

    [LoggerMessage(1, LogLevel.Warning, "Counter policy '{Policy}' has {Count} counters, the maximum; new callers share one counter until others are dropped.")]
    private partial void LogShared(string policy, int count);
}
