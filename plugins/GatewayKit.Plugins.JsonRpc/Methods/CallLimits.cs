using System.Diagnostics.Metrics;
using System.Globalization;
using GatewayKit.Limits;
using GatewayKit.Plugins.JsonRpc.Errors;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.JsonRpc.Methods;

/// <summary>Counts calls against the limits of their methods. The calls of a batch count all or none.</summary>
internal sealed class CallLimits
{
    private readonly ICounterStore _counters;
    private readonly ICounterStore _local;
    private readonly RequestSubject _subject;
    private readonly LimitDecisions _decisions;
    private readonly StoreFailures _failures;

    /// <exception cref="PluginOptionsException">The store is shared, but the host has no shared store.</exception>
    public CallLimits(
        JsonRpcOptions options, ICounterStores stores, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger logger)
    {
        (_counters, _local) = (CounterStoreChoice.For(options.Store, stores), stores.Local);
        _subject = new RequestSubject(options.By);
        _decisions = new LimitDecisions(placement, meters);
        _failures = new StoreFailures("Limit of calls", options.OnStoreFailure, _decisions, placement.Key, time, logger);
    }

    /// <summary>Counts calls.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rules">The rule of each call.</param>
    /// <returns>The rule whose limit rejects them, with the error; null if all pass.</returns>
    public async ValueTask<(MethodRule Rule, RpcError Error)?> CountAsync(GatewayContext context, MethodRule[] rules)
    {
        var limited = rules.Where(rule => rule.Policy is not null).GroupBy(rule => rule)
            .Select(group => (Rule: group.Key, Count: group.Count())).ToArray();
        if (limited.Length == 0)
            return null;

        var subject = _subject.Of(context);
        var costs = Array.ConvertAll(limited, entry => new CounterCost(entry.Rule.Policy!, subject, entry.Count));
        CounterDecision decision;
        try
        {
            decision = await _counters.TryAcquireAsync(costs, context.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (CounterStoreException error)
        {
            if (_failures.Handle(context, error, isEnforced: true) is { } result)
                return result.Response is null ? null : (limited[0].Rule, RpcError.Unavailable);
            decision = await _local.TryAcquireAsync(costs, context.Http.RequestAborted).ConfigureAwait(false);
        }

        if (decision.IsAllowed)
        {
            _decisions.Allowed(context);
            return null;
        }

        _decisions.Limited(context);
        var rule = limited[decision.CostIndex].Rule;
        return (rule, RpcError.Limit(rule.LimitDetail, SecondsOf(decision.RetryAfter)));
    }

    /// <returns>The value of <c>Retry-After</c>; null if the batch has more calls than the limit allows at any time.</returns>
    private static string? SecondsOf(TimeSpan wait)
        => wait == TimeSpan.MaxValue ? null : long.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
