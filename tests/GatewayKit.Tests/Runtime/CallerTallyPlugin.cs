using System.Globalization;

namespace GatewayKit.Tests.Runtime;

/// <summary>Asks for the consumers, and answers with whether it knows a consumer and the number of its requests.</summary>
[GatewayPlugin<NoOptions>("caller-tally", PluginStage.Origin)]
public sealed class CallerTallyPlugin(IConsumerDirectory consumers) : IRequestHook
{
    private int _seen;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(GatewayResponse.Text(
        200, string.Create(CultureInfo.InvariantCulture, $"{consumers.TryGet("ann", out _)} {Interlocked.Increment(ref _seen)}")));
}
