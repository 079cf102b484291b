using System.Net.Http;
using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Polly;
using Polly.Hedging;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Sends the requests of a cluster to several destinations at the same time.</summary>
internal sealed class Hedges
{
    private readonly HedgingPolicy _policy;
    private readonly ClusterTelemetry _telemetry;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public Hedges(HedgingPolicy policy, RetryTokens tokens, TimeProvider time, ClusterTelemetry telemetry)
    {
        (_policy, Tokens, _telemetry) = (policy, tokens, telemetry);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddHedging(new HedgingStrategyOptions<HttpResponseMessage>
            {
                MaxHedgedAttempts = policy.Attempts - 1,
                Delay = policy.Delay,
                ShouldHandle = args => new(IsFailure(RequestAttempts.Of(args.Context), args.Outcome)),
                ActionGenerator = args => IsAllowed(HedgedRequest.Of(args.PrimaryContext)) ? () => args.Callback(args.ActionContext) : null,
            })
            .Build();
    }

    /// <summary>The budget, which a change of other options keeps.</summary>
    public RetryTokens Tokens { get; }

    /// <summary>Returns whether several destinations may get a request, after its body was read into memory.</summary>
    public async ValueTask<bool> PrepareAsync(UpstreamRequest request, CancellationToken cancellation)
    {
        Tokens.Deposit();
        if (!_policy.Methods.Contains(request.Message.Method.Method, StringComparer.Ordinal))
            return false;

        await request.HoldBodyAsync(_policy.MaxBodySize.Bytes, cancellation).ConfigureAwait(false);
        return request.CanCopy;
    }

    /// <summary>Sends a request in one or several attempts.</summary>
    public async ValueTask<Outcome<HttpResponseMessage>> TryAsync(HedgedRequest request, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(HedgedRequest.Key, request);
        try
        {
            return await _pipeline.ExecuteOutcomeAsync(
                static (context, request) =>
                {
                    var attempts = request.Begin();
                    context.Properties.Set(RequestAttempts.Key, attempts);
                    return attempts.TryAsync(context.CancellationToken);
                },
                context, request).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsFailure(RequestAttempts? attempts, Outcome<HttpResponseMessage> outcome) => attempts?.Result switch
    {
        AttemptResult.Response => outcome.Result is { } response && _policy.Statuses.Contains((int)response.StatusCode),
        null or AttemptResult.Unrelated => false,
        _ => true,
    };

    private bool IsAllowed(HedgedRequest? request)
    {
        if (request?.HasOtherDestination() != true)
            return false;

        if (Tokens.TryTake())
        {
            _telemetry.Hedged();
            return true;
        }

        _telemetry.RetryOmitted();
        return false;
    }
}
