using GatewayKit.Plugins.Aggregate.Parts;

namespace GatewayKit.Plugins.Aggregate;

/// <summary>Answers with JSON that is composed of the responses of other routes of the gateway.</summary>
[GatewayPlugin<AggregateOptions>("aggregate", PluginStage.Origin)]
public sealed class AggregatePlugin : IRequestHook
{
    private readonly AggregateOptions _options;
    private readonly ISubrequestSender _sender;
    private readonly TimeProvider _time;
    private readonly PartPlan _plan;
    private readonly PartAnswer _answer;

    /// <summary>Initializes a new instance with its compiled parts.</summary>
    /// <param name="options">The options.</param>
    /// <param name="sender">Sends the requests of the parts.</param>
    /// <param name="time">Measures the time limits.</param>
    /// <exception cref="PluginOptionsException">The options have errors.</exception>
    public AggregatePlugin(AggregateOptions options, ISubrequestSender sender, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<OptionsError>();
        _plan = PartPlan.Create(options, errors) ?? throw new PluginOptionsException(errors);
        (_options, _sender, _time, _answer) = (options, sender, time, new PartAnswer(_plan, options));
    }

    /// <summary>Runs the parts and answers.</summary>
    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        using var run = new PartRun(_plan, _options, context, _sender, _time);
        var failed = await run.RunAsync().ConfigureAwait(false);
        return HookResult.Respond(_answer.Compose(run, failed));
    }
}
