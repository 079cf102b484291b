using System.Globalization;
using System.Net.Http;
using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Polly;
using Polly.Retry;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Sends the requests of a cluster again after failures.</summary>
internal sealed class Retries
{
    private readonly RetryPolicy _policy;
    private readonly RetryTokens _tokens;
    private readonly TimeProvider _time;
    private readonly PassiveHealth _health;
    private readonly ClusterTelemetry _telemetry;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public Retries(RetryPolicy policy, RetryTokens tokens, TimeProvider time, PassiveHealth health, ClusterTelemetry telemetry)
    {
        (_policy, _tokens, _time, _health, _telemetry) = (policy, tokens, time, health, telemetry);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = policy.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = policy.Delay,
                MaxDelay = policy.MaxDelay,
                ShouldHandle = args => new(ShouldRepeat(RequestAttempts.Of(args.Context)!, args.Outcome, args.AttemptNumber + 1)),
                DelayGenerator = args => new(RetryAfter(args.Outcome.Result)),
                OnRetry = args =>
                {
                    Report(RequestAttempts.Of(args.Context)!, args.Outcome, args.AttemptNumber + 1);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>The budget, which a change of other options keeps.</summary>
    public RetryTokens Tokens => _tokens;

    /// <summary>Reads the body of a request into memory if the request can be sent again with it.</summary>
    public ValueTask PrepareAsync(UpstreamRequest request, CancellationToken cancellation)
    {
        _tokens.Deposit();
        return IsRepeatable(request) ? request.HoldBodyAsync(_policy.MaxBodySize.Bytes, cancellation) : ValueTask.CompletedTask;
    }

    /// <summary>Sends a request in one or several attempts.</summary>
    public async ValueTask<Outcome<HttpResponseMessage>> TryAsync(RequestAttempts attempts, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(RequestAttempts.Key, attempts);
        try
        {
            return await _pipeline.ExecuteOutcomeAsync(
                static (context, attempts) => attempts.TryAsync(context.CancellationToken), context, attempts).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool ShouldRepeat(RequestAttempts attempts, Outcome<HttpResponseMessage> outcome, int count)
    {
        if (count >= _policy.Attempts
            || ReasonOf(attempts.Result, outcome.Result) is null
            || !attempts.Request.CanSendAgain
            || attempts.Result != AttemptResult.Connect && !IsRepeatable(attempts.Request)
            || RetryAfter(outcome.Result) > _policy.MaxDelay
            || !attempts.Destinations.HasNext())
            return false;

        if (_tokens.TryTake())
            return true;

        _telemetry.RetryOmitted();
        return false;
    }

    private bool IsRepeatable(UpstreamRequest request)
        => _policy.Methods.Contains(request.Message.Method.Method, StringComparer.Ordinal);

    /// <returns>The reason for another attempt; null if there is none.</returns>
    private string? ReasonOf(AttemptResult result, HttpResponseMessage? response) => result switch
    {
        AttemptResult.Response => response is not null && _policy.Statuses.Contains((int)response.StatusCode)
            ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture) : null,
        AttemptResult.Connect => _policy.On.Contains(RetryOn.Connect) ? "connect" : null,
        AttemptResult.Reset => _policy.On.Contains(RetryOn.Reset) ? "reset" : null,
        AttemptResult.Timeout => _policy.On.Contains(RetryOn.Timeout) ? "timeout" : null,
        _ => null,
    };

    /// <returns>The delay that a response asks for (RFC 9110, section 10.2.3); null if it doesn't.</returns>
    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        if (response?.Headers.RetryAfter is not { } header)
            return null;

        var delay = header.Delta ?? header.Date - _time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private void Report(RequestAttempts attempts, Outcome<HttpResponseMessage> outcome, int count)
    {
        var destination = attempts.Destinations.Current;
        _telemetry.Retried(destination.DestinationId, ReasonOf(attempts.Result, outcome.Result)!, count);
        _health.Report(attempts.Request.Http, attempts.Destinations.Cluster, destination, outcome.Exception);
    }
}
