using System.Net.Http;
using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Polly;
using Polly.CircuitBreaker;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The circuit breaker of one destination.</summary>
internal sealed class Breaker
{
    private readonly CircuitBreakerPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private TimeSpan? _inherited;
    private long _openUntil;

    public Breaker(string destination, CircuitBreakerPolicy policy, TimeProvider time, ClusterTelemetry telemetry)
    {
        (_policy, _time) = (policy, time);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = policy.FailureRatio,
                MinimumThroughput = policy.MinimumThroughput,
                SamplingDuration = policy.SamplingDuration,
                BreakDurationGenerator = _ => new(_inherited ?? policy.BreakDuration),
                ShouldHandle = args => new(IsFailure(RequestAttempts.Of(args.Context), args.Outcome)),
                OnOpened = args =>
                {
                    Volatile.Write(ref _openUntil, (time.GetUtcNow() + args.BreakDuration).UtcTicks);
                    if (_inherited is null)
                        telemetry.BreakerOpened(destination, args.BreakDuration);
                    return default;
                },
                OnHalfOpened = args =>
                {
                    RequestAttempts.Of(args.Context)?.BeginProbe();
                    telemetry.BreakerHalfOpened(destination);
                    return default;
                },
                OnClosed = _ =>
                {
                    telemetry.BreakerClosed(destination);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>The time for which the breaker lets nothing through; zero if it is closed, or a probe can follow.</summary>
    public TimeSpan OpenFor
    {
        get
        {
            var left = Volatile.Read(ref _openUntil) - _time.GetUtcNow().UtcTicks;
            return left > 0 ? TimeSpan.FromTicks(left) : TimeSpan.Zero;
        }
    }

    /// <summary>Sends a request in one attempt, unless the breaker is open.</summary>
    /// <returns>The result, or a <see cref="BrokenCircuitException"/>.</returns>
    public async ValueTask<Outcome<HttpResponseMessage>> TryAsync(RequestAttempts attempts, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(RequestAttempts.Key, attempts);
        try
        {
            return await _pipeline.ExecuteOutcomeAsync(
                static (context, attempts) => attempts.SendAsync(context.CancellationToken), context, attempts).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Opens a new breaker for the rest of the time for which the one with other options is open. Polly's breaker opens only by failures.
    /// </summary>
    public void Inherit(TimeSpan openFor)
    {
        _inherited = openFor;
        var failure = Outcome.FromException<HttpResponseMessage>(new NoDestinationException());
        for (var i = 0; i < _policy.MinimumThroughput; i++)
        {
            var context = ResilienceContextPool.Shared.Get();
            _pipeline.ExecuteOutcomeAsync(static (_, failure) => ValueTask.FromResult(failure), context, failure)
                .AsTask().GetAwaiter().GetResult();
            ResilienceContextPool.Shared.Return(context);
        }

        _inherited = null;
    }

    /// <summary>Returns whether an attempt counts as a failure of the destination. A probe must not end without a decision.</summary>
    private bool IsFailure(RequestAttempts? attempts, Outcome<HttpResponseMessage> outcome) => attempts?.Result switch
    {
        AttemptResult.Response => outcome.Result is { } response && _policy.Statuses.Contains((int)response.StatusCode),
        AttemptResult.Unrelated => attempts.IsProbe,
        _ => true,
    };
}
