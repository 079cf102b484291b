using GatewayKit.Redis.Connection;
using StackExchange.Redis;

namespace GatewayKit.Redis.Counters;

/// <summary>
/// Counters that all gateways share that use the same Redis. Redis decides, by its own clock, in one round trip for all costs of a request.
/// </summary>
/// <remarks>
/// In a cluster, costs of different subjects can be in slots of different nodes, which can't decide together. Then each slot decides for
/// itself, at the same time, and if one rejects, a second round trip takes back what the others counted. No more than the limit is ever
/// allowed; while a rejected request counts for that moment, another one can be rejected, too.
/// </remarks>
internal sealed class RedisCounterStore(RedisConnection connection, RedisOptions options) : ICounterStore
{
    public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: 0);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<CounterDecision>(cancellationToken);
        if (costs.Length == 1 && costs[0].Amount == 1)
            return DecideAsync([KeyOf(costs[0])], PolicyArguments.Of(costs[0].Policy).AcquireOne, cancellationToken);

        var calls = Split(costs);
        return calls.Length == 1
            ? DecideAsync(calls[0].Keys, calls[0].Arguments(CounterScript.Acquire, 0), cancellationToken)
            : AcquireAsync(calls, cancellationToken);
    }

    public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: 0);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<CounterDecision>(cancellationToken);

        var calls = Split(costs);
        return calls.Length == 1
            ? DecideAsync(calls[0].Keys, calls[0].Arguments(CounterScript.Peek, 0), cancellationToken)
            : PeekAsync(calls, cancellationToken);
    }

    public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
    {
        Check(costs, minimum: -CounterCost.MaxAmount);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : AdjustAsync(Split(costs), timestamp, cancellationToken);
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

    private RedisKey KeyOf(in CounterCost cost)
        => CounterKeys.Of(options.KeyPrefix, cost.Subject, PolicyArguments.Of(cost.Policy).Id);

    /// <summary>Splits the costs by the slots of their counters. Without a cluster, there is one call.</summary>
    private CounterCall[] Split(ReadOnlySpan<CounterCost> costs)
    {
        var all = costs.ToArray();
        var keys = Array.ConvertAll(all, cost => KeyOf(cost));
        return
        [
            .. Enumerable.Range(0, all.Length)
                .GroupBy(i => all.Length == 1 ? -1 : connection.SlotOf(keys[i]))
                .Select(slot => new CounterCall([.. slot.Select(i => all[i])], [.. slot.Select(i => keys[i])], [.. slot])),
        ];
    }

    private async ValueTask<CounterDecision> DecideAsync(RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellation)
    {
        var answer = await connection.RunAsync(keys, arguments, cancellation).ConfigureAwait(false);
        try
        {
            return CounterAnswer.Read((string?)answer);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new CounterStoreException("Redis answers with something else than a decision.", error);
        }
    }

    private async ValueTask<CounterDecision> PeekAsync(CounterCall[] calls, CancellationToken cancellation)
    {
        var decisions = await Task.WhenAll(calls.Select(
            call => DecideAsync(call.Keys, call.Arguments(CounterScript.Peek, 0), cancellation).AsTask())).ConfigureAwait(false);
        return Join(calls, decisions);
    }

    private async ValueTask<CounterDecision> AcquireAsync(CounterCall[] calls, CancellationToken cancellation)
    {
        var decisions = Array.ConvertAll(
            calls, call => DecideAsync(call.Keys, call.Arguments(CounterScript.Acquire, 0), cancellation).AsTask());
        try
        {
            var joined = Join(calls, await Task.WhenAll(decisions).ConfigureAwait(false));
            if (!joined.IsAllowed)
                await RefundAsync(calls, decisions).ConfigureAwait(false);
            return joined;
        }
        catch (Exception error) when (error is CounterStoreException or OperationCanceledException)
        {
            await RefundAsync(calls, decisions).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Refunds what was counted. A failure leaves it counted: callers are then rejected rather than allowed.</summary>
    private async Task RefundAsync(CounterCall[] calls, Task<CounterDecision>[] decisions)
    {
        for (var i = 0; i < calls.Length; i++)
        {
            if (decisions[i] is not { IsCompletedSuccessfully: true, Result: { IsAllowed: true } decision })
                continue;

            try
            {
                await AdjustAsync([calls[i].Refund()], decision.Timestamp, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CounterStoreException)
            {
                // Counted by the telemetry of the connection.
            }
        }
    }

    private async ValueTask AdjustAsync(CounterCall[] calls, long timestamp, CancellationToken cancellation)
        => await Task.WhenAll(calls.Select(
            call => connection.RunAsync(call.Keys, call.Arguments(CounterScript.Adjust, timestamp), cancellation).AsTask()))
            .ConfigureAwait(false);

    /// <summary>
    /// Returns the rejection with the longest wait; without one, the decision with the longest wait for another request or the smallest
    /// part of its limit remaining.
    /// </summary>
    private static CounterDecision Join(CounterCall[] calls, CounterDecision[] decisions)
    {
        var chosen = 0;
        for (var i = 1; i < calls.Length; i++)
        {
            var (one, other) = (decisions[i], decisions[chosen]);
            if (one.IsAllowed != other.IsAllowed
                ? other.IsAllowed
                : one.RetryAfter > other.RetryAfter
                    || (one.RetryAfter == other.RetryAfter && Part(calls[i], one) < Part(calls[chosen], other)))
                chosen = i;
        }

        return decisions[chosen] with
        {
            CostIndex = calls[chosen].Indexes[decisions[chosen].CostIndex],
            Timestamp = decisions.Max(d => d.Timestamp),
        };
    }

    private static double Part(CounterCall call, in CounterDecision decision)
        => (double)decision.Remaining / call.Costs[decision.CostIndex].Policy.Limits[decision.LimitIndex].Limit;
}
