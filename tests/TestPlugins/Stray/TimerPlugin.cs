using GatewayKit;

namespace StrayTestPlugins;

/// <summary>Throws in a timer's callback.</summary>
[GatewayPlugin<NoOptions>("stray-timer", PluginStage.Traffic)]
public sealed class TimerPlugin : IRequestHook, IDisposable
{
    private readonly Timer _timer = new(static _ => throw new InvalidOperationException("stray"));

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return HookResult.Continue;
    }

    public void Dispose() => _timer.Dispose();
}
