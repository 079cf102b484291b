using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// Refuses an output cache in front of plugins that decide who may call: ASP.NET Core answers from it before any plugin
/// runs, so that a caller without credentials would get what another one was given.
/// </summary>
internal static class OutputCacheChecker
{
    public static void Check(GatewayConfig config, IReadOnlyDictionary<string, PipelineComposer> routes, ConfigErrors errors)
    {
        foreach (var (id, route) in config.Routes.Where(route => !string.IsNullOrEmpty(route.Value.Route.OutputCachePolicy)))
        {
            if (routes[id].Placed.FirstOrDefault(Decides) is { Entry: { } entry })
                errors.Add($"routes.{id}", $"outputCachePolicy is '{route.Route.OutputCachePolicy}', whose answers would skip the plugin '{entry.Type.Name}'. Remove one of them.", route.Place);
        }
    }

    private static bool Decides(PlacedEntry placed) => placed is { IsEnabled: true, Stage: PluginStage.Authentication or PluginStage.Authorization };
}
