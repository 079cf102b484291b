using Microsoft.Extensions.Logging;

namespace GatewayKit.Authentication;

/// <summary>
/// Limits failed attempts to authenticate per client address, without locking out valid callers behind the same address: only failures
/// count, and only an attempt that fails, or that is costly to check, is answered with 429.
/// </summary>
/// <remarks>
/// <para>For credentials that are cheap to check, such as API keys, check them first and call <see cref="CountAsync"/> for those that
/// aren't valid. For credentials that are costly to check, such as passwords, call <see cref="ReserveAsync"/> before the check and
/// <see cref="RefundAsync"/> if they are valid; remember verified ones, so that they pass without another check.</para>
/// <para>An IPv4 address counts by itself, also one mapped to IPv6; an IPv6 address counts by its /64 prefix. All entries of a plugin with
/// the same options share the counters, so that more routes don't allow more attempts. With a shared counter store, all nodes share them,
/// too. The store bounds the number of counters; addresses beyond that number share one.</para>
/// <para>If the counter store fails, attempts aren't limited until it recovers, and an error is logged once a minute: invalid credentials
/// are still rejected, and an outage of the store doesn't keep valid callers out.</para>
/// <para>Requests without a client (<see cref="GatewayContext.IsSimulated"/>) aren't counted.</para>
/// </remarks>
public sealed class FailureLimit
{
    private readonly ICounterStore _counters;
    private readonly CounterPolicy _policy;
    private readonly FailureLog _log;
    private readonly TooManyFailures _rejections = new();

    /// <summary>Initializes a new instance with a limit.</summary>
    /// <param name="plugin">The name of the plugin, whose entries share the counters.</param>
    /// <param name="options">The limit.</param>
    /// <param name="counters">The counter store.</param>
    /// <param name="time">The clock for the log.</param>
    /// <param name="logger">The log of the plugin.</param>
    public FailureLimit(string plugin, FailureLimitOptions options, ICounterStore counters, TimeProvider time, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(plugin);
        ArgumentNullException.ThrowIfNull(options);
        _counters = counters;
        _policy = new CounterPolicy("failures/" + plugin, CounterAlgorithm.TokenBucket, new CounterLimit(options.Limit, options.Window));
        _log = new FailureLog(plugin, time, logger);
    }

    /// <summary>Counts a failure. Completes synchronously with a counter store in this process.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="failure">The result for the invalid credentials.</param>
    /// <returns><paramref name="failure"/>, or a 429 response with <c>Retry-After</c> if the address exceeds the limit.</returns>
    public ValueTask<AuthenticationResult> CountAsync(GatewayContext context, AuthenticationResult failure)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reservation = ReserveAsync(context);
        return reservation.IsCompletedSuccessfully ? new(reservation.Result.Rejection ?? failure) : CountLaterAsync(reservation, failure);
    }

    /// <summary>Counts a failure before credentials are checked. Completes synchronously with a counter store in this process.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns>The counted failure, or a 429 response with <c>Retry-After</c> if the address exceeds the limit.</returns>
    public ValueTask<FailureReservation> ReserveAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsSimulated)
            return default;

        var subject = CounterSubject.FromAddress(context.Http.Connection.RemoteIpAddress);

        // Not the context's token, which allocates. A hook that takes too long is abandoned by the gateway.
        var decision = _counters.TryAcquireAsync(_policy, subject, cancellationToken: context.Http.RequestAborted);
        return decision.IsCompletedSuccessfully
            ? new(Decide(context, subject, decision.Result))
            : ReserveLaterAsync(context, subject, decision);
    }

    /// <summary>Removes a counted failure, because the credentials are valid.</summary>
    /// <param name="reservation">The reservation for the check.</param>
    public async ValueTask RefundAsync(FailureReservation reservation)
    {
        if (!reservation.IsCounted)
            return;

        try
        {
            await _counters.AdjustAsync(_policy, reservation.Subject, -1, reservation.Timestamp).ConfigureAwait(false);
        }
        catch (CounterStoreException error)
        {
            _log.Lost(error);
        }
    }

    private async ValueTask<FailureReservation> ReserveLaterAsync(
        GatewayContext context, CounterSubject subject, ValueTask<CounterDecision> decision)
    {
        try
        {
            return Decide(context, subject, await decision.ConfigureAwait(false));
        }
        catch (CounterStoreException error)
        {
            _log.Lost(error);
            return default;
        }
    }

    private FailureReservation Decide(GatewayContext context, CounterSubject subject, in CounterDecision decision)
    {
        if (decision.IsAllowed)
            return new FailureReservation(subject, decision.Timestamp, isCounted: true, rejection: null);

        _log.Limited(context.Http.Connection.RemoteIpAddress);
        return new FailureReservation(subject, 0, isCounted: false, _rejections.Result(decision.RetryAfter));
    }

    private static async ValueTask<AuthenticationResult> CountLaterAsync(
        ValueTask<FailureReservation> reservation, AuthenticationResult failure)
        => (await reservation.ConfigureAwait(false)).Rejection ?? failure;
}
