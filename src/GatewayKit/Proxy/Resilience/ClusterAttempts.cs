using System.Net.Http;
using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Polly;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// Sends the requests of a cluster with its policies:
/// <list type="number">
/// <item>The request waits until the concurrency policy lets it through.</item>
/// <item>A short body is read into memory if the request can be sent again with it.</item>
/// <item>The total time limit begins.</item>
/// <item>An attempt is made at the destination that YARP has picked, within its own time limit. If that one is ejected or its
/// breaker is open, the attempt is made at another one.</item>
/// <item>If it fails, its method, its body, the remaining attempts and the budget decide whether another one follows, after a delay,
/// at another destination.</item>
/// <item>With hedging, further attempts begin while the first one is in progress, and the first good response ends the others.</item>
/// <item>The result of the last attempt is returned: transforms and hooks see only this one.</item>
/// </list>
/// The policies can be replaced at any time. A request keeps those that it has begun with.
/// </summary>
internal sealed class ClusterAttempts : IUpstreamAttempts
{
    private readonly DestinationChoice _choice;
    private readonly PassiveHealth _health;
    private readonly ClusterTelemetry _telemetry;
    private readonly TimeProvider _time;
    private volatile ActivePolicies _active;

    public ClusterAttempts(
        ClusterPolicies policies, DestinationChoice choice, PassiveHealth health, ClusterTelemetry telemetry, TimeProvider time)
    {
        (_choice, _health, _telemetry, _time) = (choice, health, telemetry, time);
        _active = Activate(policies, null);
    }

    /// <summary>The retries of the gateway's own forwarder; null if YARP's forwarder sends all requests.</summary>
    public DirectRetries? Direct => _active.Direct;

    /// <summary>Replaces the policies. The state of those that haven't changed is kept.</summary>
    public void Use(ClusterPolicies policies)
    {
        var active = _active;
        if (!PolicyContent.IsSame(active.Config, policies))
            _active = Activate(policies, active);
    }

    public async Task<HttpResponseMessage> SendAsync(UpstreamRequest request, CancellationToken cancellation)
    {
        var active = _active;
        if (active.Gate is { } gate)
            await gate.EnterAsync(request.Http, cancellation).ConfigureAwait(false);
        if (active.Retries is { } retries)
            await retries.PrepareAsync(request, cancellation).ConfigureAwait(false);
        var isHedged = active.Hedges is { } hedges && await hedges.PrepareAsync(request, cancellation).ConfigureAwait(false);

        using var deadline = new AttemptDeadline("timeout.total", active.Config.Timeout?.Total, _time, cancellation);
        var all = deadline.Token;
        RequestAttempts? attempts;
        Outcome<HttpResponseMessage> outcome;
        if (isHedged)
        {
            var hedged = new HedgedRequest(request, (copy, others) => Create(copy, active, others, all));
            outcome = await active.Hedges!.TryAsync(hedged, all).ConfigureAwait(false);
            attempts = hedged.Of(outcome.Result);

            // Hooks that have kept the request see the address of the attempt, as after a retry.
            if (attempts is not null)
                (request.Message.RequestUri, request.Message.Headers.Host)
                    = (attempts.Request.Message.RequestUri, attempts.Request.Message.Headers.Host);
        }
        else
        {
            attempts = Create(request, active, [], all);
            outcome = active.Retries is { } repeating
                ? await repeating.TryAsync(attempts, all).ConfigureAwait(false)
                : await attempts.TryAsync(all).ConfigureAwait(false);
        }

        // Passive health checks, session affinity and logs use it.
        if (attempts is not null)
            request.Http.Features.Get<IReverseProxyFeature>()!.ProxiedDestination = attempts.Destinations.Current;
        if (outcome.Exception is { } error && deadline.Explain(error) is AttemptTimeoutException timeout && timeout != error)
            throw timeout;

        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private RequestAttempts Create(
        UpstreamRequest request, ActivePolicies policies, IEnumerable<RequestAttempts> others, CancellationToken all)
        => new(
            request,
            new RequestDestinations(request, _choice, policies, others.Select(other => other.Destinations.Current)),
            policies.Config.Timeout?.PerTry, _time, all);

    private ActivePolicies Activate(ClusterPolicies policies, ActivePolicies? before)
    {
        var retries = Activate(policies.Retry, before?.Retries);
        return new(
            policies,
            retries,
            Activate(policies.Hedging, before?.Hedges),
            Activate(policies.CircuitBreaker, before),
            policies.OutlierDetection is { } outliers ? new Outliers(outliers, before?.Outliers, _time, _telemetry) : null,
            DirectRetries.Create(policies, retries?.Tokens, _choice, _health, _telemetry),
            policies.Concurrency is not { } concurrency ? null
                : concurrency == before?.Config.Concurrency ? before.Gate
                : new ConcurrencyGate(concurrency, _time, _telemetry));
    }

    private Retries? Activate(RetryPolicy? policy, Retries? before)
        => policy is null ? null
            : new Retries(policy, TokensOf(policy.Budget, before?.Tokens), _time, _health, _telemetry);

    private Hedges? Activate(HedgingPolicy? policy, Hedges? before)
        => policy is null ? null
            : new Hedges(policy, TokensOf(policy.Budget, before?.Tokens), _time, _telemetry);

    private RetryTokens TokensOf(RetryBudget budget, RetryTokens? before)
        => before is not null && before.Budget == budget ? before : new RetryTokens(budget, _time);

    private Breakers? Activate(CircuitBreakerPolicy? policy, ActivePolicies? before)
        => policy is null ? null
            : PolicyContent.IsSame(policy, before?.Config.CircuitBreaker) ? before!.Breakers
            : new Breakers(policy, before?.Breakers, _time, _telemetry);
}
