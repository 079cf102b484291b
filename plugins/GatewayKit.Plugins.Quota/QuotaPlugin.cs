using System.Diagnostics.Metrics;
using GatewayKit.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Quota;

/// <summary>Limits the requests per calendar hour, day, week or month, and warns before a quota is used up.</summary>
[GatewayPlugin<QuotaOptions>("quota", PluginStage.Traffic)]
public sealed class QuotaPlugin : IRequestHook, IResponseHook, IAllowanceReporter
{
    private const string Kind = "Quota";

    private readonly ICounterStore _counters;
    private readonly ICounterStore _local;
    private readonly TimeProvider _time;
    private readonly QuotaSchedule _schedule;
    private readonly string _by;
    private readonly RequestSubject _subject;
    private readonly RequestCost _cost;
    private readonly WarningReport _warnings;
    private readonly CostAdjustments _adjustments;
    private readonly StoreFailures _failures;
    private readonly DryRun? _dryRun;
    private readonly LimitDecisions _decisions;

    /// <summary>Initializes a new instance and its current periods.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stores">The counter stores.</param>
    /// <param name="placement">The location of the entry. Routes that share an entry share its counters.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warnings">The warnings about options.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="PluginOptionsException">The store is shared, but the host has no shared store.</exception>
    public QuotaPlugin(
        QuotaOptions options, ICounterStores stores, PluginPlacement placement, TimeProvider time, IPluginWarnings warnings,
        IMeterFactory meters, ILogger<QuotaPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        _decisions = new LimitDecisions(placement, meters);
        (_counters, _local) = (CounterStoreChoice.For(options.Store, stores), stores.Local);
        _time = time;
        _schedule = new QuotaSchedule(placement.Id ?? "default", placement.Key, options, time.GetUtcNow().UtcDateTime);
        (_by, _subject) = (options.By, new RequestSubject(options.By));
        _cost = new RequestCost(options.Cost);
        _warnings = new WarningReport(placement.Key, _subject, logger);
        _failures = new StoreFailures(Kind, options.OnStoreFailure, _decisions, placement.Key, time, logger);
        _adjustments = new CostAdjustments(_failures);
        _dryRun = options.Enforce ? null : new DryRun(Kind, placement.Key, time, logger);
        if (options.Store is null && stores.Shared is null)
            warnings.Warn("store", "isn't set, and the gateway has no shared counter store: a restart starts all counts at zero; "
                + "start it with --redis, or set 'store: local'");
    }

    /// <summary>Counts the request or rejects it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        // Not the context's token, which allocates. A hook that takes too long is abandoned by the gateway.
        var (subject, amount, cancellation) = (_subject.Of(context), _cost.Of(context), context.Http.RequestAborted);
        var periods = _schedule.At(_time.GetUtcNow().UtcDateTime);
        var decision = periods.TryAcquireAsync(_counters, subject, amount, cancellation);
        return decision.IsCompletedSuccessfully
            ? Decide(context, periods, _counters, subject, amount, decision.Result)
            : DecideLaterAsync(context, periods, subject, amount, decision);
    }

    /// <summary>Adds the fields to the response, as of the time when the request was counted, and counts the cost that the response
    /// states.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is not CountedRequest counted)
            return HookResult.Continue;

        if (_dryRun is null)
        {
            // Another entry of this plugin, or of rate-limit, may have added its own values: the fields are lists.
            var headers = context.Http.Response.Headers;
            headers.Append(RateLimitFields.PolicyName, counted.Periods.Fields.Policy);
            headers.Append(RateLimitFields.LeftName, counted.Periods.Fields.Left(counted.Decision));
            if (counted.Warning is not null)
                headers.Append(WarningReport.FieldName, counted.Warning);
        }

        return _cost.Of(context.Http.Response) is { } cost && cost != counted.Amount
            ? _adjustments.AddAsync(counted.Adjust(cost - counted.Amount))
            : HookResult.Continue;
    }

    /// <summary>Returns the quotas of a consumer in the current periods.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<IReadOnlyList<Allowance>> ReadAllowancesAsync(
        Consumer consumer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        if (_dryRun is not null)
            return [];

        var now = _time.GetUtcNow().UtcDateTime;
        var allowances = new List<Allowance>();
        foreach (var count in _schedule.At(now).Counts)
        {
            var allowance = new Allowance
            {
                Limit = count.Limit.Limit,
                Period = QuotaCount.PeriodName(count.Limit.Period),
                By = _by,
                IsOfNode = _counters == _local,
            };
            if (_subject.Of(consumer) is { } subject)
            {
                var decision = await _counters.PeekAsync(count.Policy, subject, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                allowance = allowance with { Remaining = decision.Remaining, Reset = count.Interval.End - now };
            }

            allowances.Add(allowance);
        }

        return allowances;
    }

    private async ValueTask<HookResult> DecideLaterAsync(
        GatewayContext context, QuotaPeriods periods, CounterSubject subject, long amount, ValueTask<CounterDecision> decision)
    {
        try
        {
            return Decide(context, periods, _counters, subject, amount, await decision.ConfigureAwait(false));
        }
        catch (CounterStoreException error)
        {
            if (_failures.Handle(context, error, isEnforced: _dryRun is null) is { } result)
                return result;
        }

        return Decide(context, periods, _local, subject, amount,
            await periods.TryAcquireAsync(_local, subject, amount, context.Http.RequestAborted).ConfigureAwait(false));
    }

    private HookResult Decide(
        GatewayContext context, QuotaPeriods periods, ICounterStore store, CounterSubject subject, long amount,
        in CounterDecision counted)
    {
        var decision = periods.Align(counted, _time.GetUtcNow().UtcDateTime);
        if (!decision.IsAllowed)
        {
            if (_dryRun is null)
            {
                _decisions.Limited(context);
                return HookResult.Respond(periods.Rejections.For(decision));
            }

            _decisions.NotEnforced(context);
            _dryRun.Reject();
            return HookResult.Continue;
        }

        _decisions.Allowed(context);
        var warning = _warnings.Report(context, periods, store, subject, decision);
        context.State = new CountedRequest(periods, store, subject, decision, amount, warning);
        return HookResult.Continue;
    }
}
