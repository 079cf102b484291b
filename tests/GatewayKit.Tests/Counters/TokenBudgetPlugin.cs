namespace GatewayKit.Tests.Counters;

public sealed record TokenBudgetOptions
{
    public int Requests { get; init; } = 100;

    public int Tokens { get; init; } = 1000;

    public int Estimate { get; init; } = 400;
}

/// <summary>Counts a request and an estimate of its tokens together, and corrects the estimate when the response tells the
/// tokens.</summary>
[GatewayPlugin<TokenBudgetOptions>("token-budget", PluginStage.Traffic)]
public sealed class TokenBudgetPlugin(TokenBudgetOptions options, ICounterStore counters, PluginPlacement placement)
    : IRequestHook, IResponseHook
{
    private static readonly CounterSubject s_all = new("all");
    private readonly CounterPolicy _requests =
        new(placement.Key + "/requests", CounterAlgorithm.FixedWindow, new CounterLimit(options.Requests, TimeSpan.FromHours(1)));
    private readonly CounterPolicy _tokens =
        new(placement.Key + "/tokens", CounterAlgorithm.FixedWindow, new CounterLimit(options.Tokens, TimeSpan.FromHours(1)));

    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var decision = await counters.TryAcquireAsync(
            [new(_requests, s_all), new(_tokens, s_all, options.Estimate)], context.CancellationToken);
        context.State = decision.Timestamp;
        return decision.IsAllowed
            ? HookResult.Continue
            : HookResult.Respond(new GatewayResponse(429).WithHeader("X-Exhausted", decision.CostIndex == 0 ? "requests" : "tokens"));
    }

    public async ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        var used = int.Parse(context.Http.Response.Headers["X-Tokens-Used"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        await counters.AdjustAsync(_tokens, s_all, used - options.Estimate, (long)context.State!, context.CancellationToken);
        var left = await counters.PeekAsync(_tokens, s_all, cancellationToken: context.CancellationToken);
        context.Http.Response.Headers["X-Tokens-Left"] = left.Remaining.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return HookResult.Continue;
    }
}
