using GatewayKit.Compilation;
using GatewayKit.Plugins;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Telemetry;

namespace GatewayKit.Runtime;

/// <summary>Gives the metrics what they need of the active configuration: its version, its routes, and the loaded plugins, whose errors
/// begin with 0; and the sample of requests the names that it records.</summary>
internal sealed class SnapshotTelemetry(
    ReloadTelemetry reloads, PluginTelemetry plugins, ExchangeInstruments exchanges, TrafficSample sample)
{
    private static readonly HookKind[] s_hooks = Enum.GetValues<HookKind>();

    public void Activate(GatewaySnapshot snapshot)
    {
        // Not those of the entries, which are many with many routes.
        foreach (var plugin in snapshot.Catalog.LoadedPlugins)
        {
            plugins.Declare(plugin.Module.Name);
            foreach (var hook in s_hooks.Where(hook => plugin.Hooks.HasFlag(FlagOf(hook))))
                plugins.Declare(plugin.Name, PluginCalls.HookNames[(int)hook]);
        }

        var routes = snapshot.Routes.Composed;
        exchanges.Keep(id => id == UnmatchedRoute.Id || routes.TryGetNumber(id, out _));
        sample.Prepare(snapshot.Config);
        reloads.Activate(snapshot.Revision);
    }

    public void Accepted() => reloads.Accepted();

    public void Refused() => reloads.Refused();

    private static PluginHooks FlagOf(HookKind hook) => (PluginHooks)(1 << (int)hook);
}
