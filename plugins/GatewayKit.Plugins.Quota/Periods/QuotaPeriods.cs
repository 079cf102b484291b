using System.Globalization;
using System.Runtime.CompilerServices;
using GatewayKit.Limits;

namespace GatewayKit.Plugins.Quota;

/// <summary>The current periods of all limits of an entry, with all that is the same for their requests.</summary>
internal sealed class QuotaPeriods
{
    private readonly QuotaCount[] _counts;
    private readonly DateTime _start;
    private readonly DateTime _end;

    /// <param name="policy">The name of the policy in the fields.</param>
    /// <param name="counts">The limits.</param>
    public QuotaPeriods(string policy, QuotaCount[] counts)
    {
        _counts = counts;
        _start = counts.Max(count => count.Interval.Start);
        _end = counts.Min(count => count.Interval.End);
        Fields = new RateLimitFields(
            policy,
            [.. counts.Select(count => new CounterLimit(count.Limit.Limit, count.Interval.Length))],
            [.. counts.Select(count => QuotaCount.PeriodName(count.Limit.Period))]);
        Rejections = new RateLimitRejections(Fields, counts.Select(Detail));
    }

    public IReadOnlyList<QuotaCount> Counts => _counts;

    public RateLimitFields Fields { get; }

    public RateLimitRejections Rejections { get; }

    /// <summary>Returns whether none of the periods ends before a moment or starts after it.</summary>
    public bool Contains(DateTime time) => _start <= time && time < _end;

    /// <summary>Counts a request for all limits, or for none.</summary>
    public ValueTask<CounterDecision> TryAcquireAsync(
        ICounterStore store, CounterSubject subject, long amount, CancellationToken cancellation)
    {
        var buffer = default(InlineArray4<CounterCost>);
        return store.TryAcquireAsync(Costs(ref buffer, subject, amount), cancellation);
    }

    /// <summary>Corrects the amount of a counted request.</summary>
    public ValueTask AdjustAsync(ICounterStore store, CounterSubject subject, long difference, long timestamp)
    {
        var buffer = default(InlineArray4<CounterCost>);
        return store.AdjustAsync(Costs(ref buffer, subject, difference), timestamp, CancellationToken.None);
    }

    /// <summary>Returns the decision with the times of the calendar instead of those of the counters.</summary>
    public CounterDecision Align(in CounterDecision decision, DateTime now)
    {
        var index = decision.CostIndex;
        var left = TimeSpan.FromTicks(long.Max(1, (_counts[index].Interval.End - now).Ticks));
        return decision with
        {
            LimitIndex = index,
            Reset = left,
            RetryAfter = decision.RetryAfter > TimeSpan.Zero ? left : TimeSpan.Zero,
        };
    }

    private static string Detail(QuotaCount count) => string.Create(
        CultureInfo.InvariantCulture,
        $"The request exceeds the quota of {count.Limit.Limit} per {QuotaCount.PeriodName(count.Limit.Period)}.");

    private ReadOnlySpan<CounterCost> Costs(ref InlineArray4<CounterCost> buffer, CounterSubject subject, long amount)
    {
        Span<CounterCost> costs = buffer;
        for (var i = 0; i < _counts.Length; i++)
            costs[i] = new CounterCost(_counts[i].Policy, subject, amount);
        return costs[.._counts.Length];
    }
}
