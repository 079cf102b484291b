using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Limits the requests per consumer, IP address, route or header value.</summary>
[GatewayPlugin<RateLimitOptions>("rate-limit", PluginStage.Traffic)]
public sealed class RateLimitPlugin : IRequestHook, IResponseHook
{
    private readonly ICounterStore _counters;
    private readonly CounterPolicy _policy;
    private readonly RequestSubject _subject;
    private readonly RateLimitFields _fields;
    private readonly RateLimitRejections _rejections;
    private readonly StoreErrors _errors;

    /// <summary>Initializes a new instance and prepares its policy and header values.</summary>
    /// <param name="options">The options.</param>
    /// <param name="counters">The counter store.</param>
    /// <param name="placement">The location of the entry. Routes that share an entry share its counters.</param>
    /// <param name="time">The clock for the log.</param>
    /// <param name="logger">The log.</param>
    public RateLimitPlugin(
        RateLimitOptions options, ICounterStore counters, PluginPlacement placement, TimeProvider time, ILogger<RateLimitPlugin> logger)
    {
        var limits = options.AllLimits();
        _counters = counters;
        _policy = new CounterPolicy(placement.Key, options.Algorithm, limits.Select(l => new CounterLimit(l.Limit, l.Window)));
        _subject = new RequestSubject(options.By);
        _fields = new RateLimitFields(placement.Id ?? "default", limits);
        _rejections = new RateLimitRejections(_fields, limits);
        _errors = new StoreErrors(options.OnStoreError, placement.Key, time, logger);
    }

    /// <summary>Counts the request or rejects it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        // Not the context's token, which allocates. A hook that takes too long is abandoned by the gateway.
        var decision = _counters.TryAcquireAsync(_policy, _subject.Of(context), cancellationToken: context.Http.RequestAborted);
        return decision.IsCompletedSuccessfully ? Decide(context, decision.Result) : DecideLaterAsync(context, decision);
    }

    /// <summary>Adds the remaining requests to the response, as of the time when the request was counted.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is string left)
        {
            // Another entry of this plugin may have added its own values: both fields are lists.
            var headers = context.Http.Response.Headers;
            headers.Append(RateLimitFields.PolicyName, _fields.Policy);
            headers.Append(RateLimitFields.LeftName, left);
        }

        return HookResult.Continue;
    }

    private async ValueTask<HookResult> DecideLaterAsync(GatewayContext context, ValueTask<CounterDecision> decision)
    {
        try
        {
            return Decide(context, await decision.ConfigureAwait(false));
        }
        catch (CounterStoreException error)
        {
            return _errors.Handle(error);
        }
    }

    private HookResult Decide(GatewayContext context, in CounterDecision decision)
    {
        if (!decision.IsAllowed)
            return HookResult.Respond(_rejections.For(decision));

        context.State = _fields.Left(decision);
        return HookResult.Continue;
    }
}
