using System.Diagnostics.Metrics;
using System.Globalization;
using GatewayKit.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Limits the requests per consumer, IP address or another part of the request, on one node or on all together.</summary>
[GatewayPlugin<RateLimitOptions>("rate-limit", PluginStage.Traffic)]
public sealed class RateLimitPlugin : IRequestHook, IResponseHook, IAllowanceReporter
{
    private const string Kind = "Rate limit";

    private readonly ICounterStore _counters;
    private readonly ICounterStore _local;
    private readonly CounterPolicy _policy;
    private readonly RequestSubject _subject;
    private readonly RequestCost _cost;
    private readonly RateLimitFields _fields;
    private readonly RateLimitRejections _rejections;
    private readonly CostAdjustments _adjustments;
    private readonly StoreFailures _failures;
    private readonly PrefetchedPermits? _permits;
    private readonly DryRun? _dryRun;
    private readonly LimitDecisions _decisions;
    private readonly bool _keepsDecision;
    private readonly AddressNetworks? _exempt;
    private readonly string _by;

    /// <summary>Initializes a new instance and prepares its policy and header values.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stores">The counter stores.</param>
    /// <param name="placement">The location of the entry. Routes that share an entry share its counters.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="PluginOptionsException">The store is shared, but the host has no shared store.</exception>
    public RateLimitPlugin(
        RateLimitOptions options, ICounterStores stores, PluginPlacement placement, TimeProvider time, IMeterFactory meters,
        ILogger<RateLimitPlugin> logger)
    {
        _decisions = new LimitDecisions(placement, meters);
        CounterLimit[] limits = [.. options.AllLimits().Select(l => new CounterLimit(l.Limit, l.Window))];
        (_counters, _local) = (CounterStoreChoice.For(options.Store, stores), stores.Local);
        _policy = new CounterPolicy(placement.Key, options.Algorithm, limits);
        (_by, _subject) = (options.By, new RequestSubject(options.By));
        _exempt = options.Exempt.Count == 0 ? null : new AddressNetworks(options.Exempt);
        _cost = new RequestCost(options.Cost);
        _fields = new RateLimitFields(
            placement.Id ?? "default", limits, [.. limits.Select(l => Duration.Format(l.Window))], options.LegacyHeaders);
        _rejections = new RateLimitRejections(_fields, limits.Select(Detail));
        _failures = new StoreFailures(Kind, options.OnStoreFailure, _decisions, placement.Key, time, logger);
        _adjustments = new CostAdjustments(_failures);
        _dryRun = options.Enforce ? null : new DryRun(Kind, placement.Key, time, logger);
        _keepsDecision = _cost.IsInResponse || options.LegacyHeaders;
        if (_counters != _local && PrefetchedPermits.SizeFor(options.Prefetch, _policy) is > 1 and var size)
            _permits = new PrefetchedPermits(_counters, _policy, size, time);
    }

    /// <summary>Counts the request or rejects it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_exempt?.Contains(context.Http.Connection.RemoteIpAddress) == true)
            return HookResult.Continue;

        // Not the context's token, which allocates. A hook that takes too long is abandoned by the gateway.
        var (subject, amount, cancellation) = (_subject.Of(context), _cost.Of(context), context.Http.RequestAborted);
        var decision = _permits is null
            ? _counters.TryAcquireAsync(_policy, subject, amount, cancellation)
            : _permits.TryAcquireAsync(subject, cancellation);
        return decision.IsCompletedSuccessfully
            ? Decide(context, _counters, subject, amount, decision.Result)
            : DecideLaterAsync(context, subject, amount, decision);
    }

    /// <summary>Adds the remaining requests to the response, as of the time when the request was counted, and counts the cost that the
    /// response states.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is string left)
        {
            AddFields(context, left);
        }
        else if (context.State is CountedRequest counted)
        {
            if (_dryRun is null)
            {
                AddFields(context, _fields.Left(counted.Decision));
                _fields.AddLegacy(context.Http.Response, counted.Decision);
            }

            if (_cost.Of(context.Http.Response) is { } cost && cost != counted.Amount)
            {
                return _adjustments.AddAsync(
                    counted.Store.AdjustAsync(_policy, counted.Subject, cost - counted.Amount, counted.Decision.Timestamp));
            }
        }

        return HookResult.Continue;
    }

    /// <summary>Returns the limit with the least remaining for a consumer; all limits if requests aren't counted by consumer
    /// only. Permits that a node has taken in advance don't remain.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<IReadOnlyList<Allowance>> ReadAllowancesAsync(
        Consumer consumer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        if (_dryRun is not null)
            return [];
        if (_subject.Of(consumer) is not { } subject)
            return [.. _policy.Limits.Select(AllowanceOf)];

        var decision = await _counters.PeekAsync(_policy, subject, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [AllowanceOf(_policy.Limits[decision.LimitIndex]) with { Remaining = decision.Remaining, Reset = decision.Reset }];
    }

    private Allowance AllowanceOf(CounterLimit limit) => new()
    {
        Limit = limit.Limit,
        Period = Duration.Format(limit.Window),
        By = _by,
        IsOfNode = _counters == _local,
    };

    private static string Detail(CounterLimit limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"No more than {limit.Limit} {(limit.Limit == 1 ? "request is" : "requests are")} allowed in {Duration.Format(limit.Window)}.");

    private async ValueTask<HookResult> DecideLaterAsync(
        GatewayContext context, CounterSubject subject, long amount, ValueTask<CounterDecision> decision)
    {
        try
        {
            return Decide(context, _counters, subject, amount, await decision.ConfigureAwait(false));
        }
        catch (CounterStoreException error)
        {
            if (_failures.Handle(context, error, isEnforced: _dryRun is null) is { } result)
                return result;
        }

        return Decide(context, _local, subject, amount,
            await _local.TryAcquireAsync(_policy, subject, amount, context.Http.RequestAborted).ConfigureAwait(false));
    }

    private HookResult Decide(
        GatewayContext context, ICounterStore store, CounterSubject subject, long amount, in CounterDecision decision)
    {
        if (!decision.IsAllowed)
        {
            if (_dryRun is null)
            {
                _decisions.Limited(context);
                return HookResult.Respond(_rejections.For(decision));
            }

            _decisions.NotEnforced(context);
            _dryRun.Reject();
            return HookResult.Continue;
        }

        _decisions.Allowed(context);
        if (_keepsDecision)
            context.State = new CountedRequest(store, subject, decision, amount);
        else if (_dryRun is null)
            context.State = _fields.Left(decision);
        return HookResult.Continue;
    }

    private void AddFields(GatewayContext context, string left)
    {
        // Another entry of this plugin may have added its own values: both fields are lists.
        var headers = context.Http.Response.Headers;
        headers.Append(RateLimitFields.PolicyName, _fields.Policy);
        headers.Append(RateLimitFields.LeftName, left);
    }
}
