using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>Warns about routes that can't answer: without a cluster, and without a plugin of the stage <c>origin</c>.</summary>
internal static class AnswerChecker
{
    /// <param name="routes">The routes to check.</param>
    /// <param name="ofCallers">The entries of groups and consumers.</param>
    /// <param name="errors">Collects the warnings.</param>
    public static void Check(IEnumerable<ComposedRoute> routes, IEnumerable<CompiledEntry> ofCallers, ConfigErrors errors)
    {
        if (ofCallers.Any(entry => Answers(PlacedEntry.Of(entry))))
            return;

        foreach (var route in routes)
        {
            if (string.IsNullOrEmpty(route.Source.Route.ClusterId) && !route.Placed.Any(Answers))
                errors.Warn(ConfigOwner.Route(route.Id),
                    "it has no clusterId and no plugin of the stage origin; unless another plugin answers, every request is a 503.",
                    route.Source.Location);
        }
    }

    private static bool Answers(PlacedEntry placed) => placed is { IsEnabled: true, Stage: PluginStage.Origin };
}
