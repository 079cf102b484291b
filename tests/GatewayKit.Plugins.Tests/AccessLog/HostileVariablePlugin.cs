namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>Shares values that would break a line.</summary>
[GatewayPlugin<NoOptions>("hostile-variable", PluginStage.Traffic)]
public sealed class HostileVariablePlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Variables["hostile"] = "a\r\nb\u001b[2J\u0085\u2028\u2029\u007f\ud800\0\"";
        context.Variables["long"] = new string('a', 1 << 20);
        return HookResult.Continue;
    }
}
