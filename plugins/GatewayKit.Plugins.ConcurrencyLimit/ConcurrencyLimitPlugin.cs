using System.Diagnostics.Metrics;
using System.Globalization;
using GatewayKit.Limits;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>Limits the exchanges in flight per consumer, cluster or another part of the request, on each node by itself.</summary>
[GatewayPlugin<ConcurrencyLimitOptions>("concurrency-limit", PluginStage.Traffic)]
public sealed partial class ConcurrencyLimitPlugin : IRequestHook, ICompletionHook
{
    private readonly string _entry;
    private readonly RequestSubject _subject;
    private readonly SubjectSlots _slots;
    private readonly AddressNetworks? _exempt;
    private readonly TimeSpan _maxWait;
    private readonly GatewayResponse _rejection;
    private readonly TimeProvider _time;
    private readonly LogThrottle _throttle;
    private readonly ILogger _logger;
    private readonly LimitDecisions _decisions;

    /// <summary>Initializes a new instance and its response to rejected requests.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry. Routes that share an entry share its slots.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public ConcurrencyLimitPlugin(
        ConcurrencyLimitOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters,
        ILogger<ConcurrencyLimitPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        (_entry, _maxWait, _time, _logger) = (placement.Key, options.MaxWait, time, logger);
        _decisions = new LimitDecisions(placement, meters);
        _subject = new RequestSubject(options.By);
        _exempt = options.Exempt.Count == 0 ? null : new AddressNetworks(options.Exempt);
        _slots = new SubjectSlots(options.Limit, options.Queue, options.MaxSubjects);
        _throttle = new LogThrottle(time);
        _rejection = Rejection(options, placement.Id ?? "default");
    }

    /// <summary>Lets the request pass with a slot, perhaps after a wait, or rejects it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_exempt?.Contains(context.Http.Connection.RemoteIpAddress) == true)
            return HookResult.Continue;

        var slot = _slots.Enter(_subject.Of(context), out var isShared);
        if (isShared && _throttle.IsDue())
            LogShared(_entry, _slots.Count);
        if (slot is null)
            return Reject(context);

        // Before the wait, so that the exchange's end also ends the wait.
        context.State = slot;
        return slot is SlotWaiter waiter ? WaitAsync(context, waiter) : Allow(context);
    }

    /// <summary>Releases the slot of the exchange, whatever its outcome.</summary>
    public void OnCompleted(GatewayContext context) => (context.State as ISlot)?.Release();

    private static GatewayResponse Rejection(ConcurrencyLimitOptions options, string policy)
    {
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"No more than {options.Limit} {(options.Limit == 1 ? "request is" : "requests are")} allowed at the same time.");
        return GatewayResponse.Problem(options.Status, options.Status == 429 ? "Too Many Requests" : "Service Unavailable", detail)
            .WithHeader("Retry-After", "1")
            .WithHeader(RateLimitFields.PolicyName, RateLimitFields.ConcurrencyPolicy(policy, options.Limit));
    }

    private async ValueTask<HookResult> WaitAsync(GatewayContext context, SlotWaiter waiter)
    {
        using var timer = _time.CreateTimer(static state => ((SlotWaiter)state!).GiveUp(), waiter, _maxWait, Timeout.InfiniteTimeSpan);
        using var registration = context.Http.RequestAborted.UnsafeRegister(static state => ((SlotWaiter)state!).GiveUp(), waiter);
        return await waiter.Decision.ConfigureAwait(false) ? Allow(context) : Reject(context);
    }

    private HookResult Allow(GatewayContext context)
    {
        _decisions.Allowed(context);
        return HookResult.Continue;
    }

    private HookResult Reject(GatewayContext context)
    {
        _decisions.Limited(context);
        return HookResult.Respond(_rejection);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Concurrency limit '{Entry}' has {Count} subjects, the maximum; new ones share one limit until others have no exchange in flight.")]
    private partial void LogShared(string entry, int count);
}
