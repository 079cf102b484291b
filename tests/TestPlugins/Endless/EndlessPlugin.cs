using GatewayKit;

namespace Endless;

/// <summary>Starts a task that nobody ever stops.</summary>
[GatewayPlugin<NoOptions>("endless", PluginStage.Traffic)]
public sealed class EndlessPlugin : IRequestHook
{
    public EndlessPlugin() => _ = TickAsync();

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;

    private static async Task TickAsync()
    {
        var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync())
        {
            // It only lives.
        }
    }
}
