using GatewayKit.Compilation;
using GatewayKit.Plugins;
using GatewayKit.Telemetry;

namespace GatewayKit.Runtime;

/// <summary>Gives the metrics what they need of the active configuration: its version, its routes, and the loaded plugins, whose errors
/// begin with 0.</summary>
internal sealed class SnapshotTelemetry(ReloadTelemetry reloads, PluginTelemetry plugins, ExchangeInstruments exchanges)
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
        reloads.Activate(snapshot.Revision);
    }

    public void Accepted() => reloads.Accepted();

    public void Refused() => reloads.Refused();

    private static PluginHooks FlagOf(HookKind hook) => (PluginHooks)(1 << (int)hook);
}
