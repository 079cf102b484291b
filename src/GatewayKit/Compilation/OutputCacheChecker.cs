using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// Rejects an output cache in front of plugins that authenticate or authorize: ASP.NET Core answers from the cache before any plugin
/// runs, so a caller without credentials would get another caller's response.
/// </summary>
internal static class OutputCacheChecker
{
    public static void Check(IEnumerable<ComposedRoute> routes, ConfigErrors errors)
    {
        foreach (var composed in routes.Where(route => !string.IsNullOrEmpty(route.Source.Route.OutputCachePolicy)))
        {
            var route = composed.Source;
            if (composed.Placed.FirstOrDefault(Decides) is { Entry: { } entry })
                errors.Add(ConfigOwner.Route(composed.Id),
                    $"outputCachePolicy is '{route.Route.OutputCachePolicy}', whose cached responses would skip the "
                    + $"plugin '{entry.Type.Name}'. Remove one of them.", route.Location);
        }
    }

    private static bool Decides(PlacedEntry placed)
        => placed is { IsEnabled: true, Stage: PluginStage.Authentication or PluginStage.Authorization };
}
