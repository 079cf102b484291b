using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>Warns about routes that can't answer: without a cluster, and without a plugin of the stage <c>origin</c>.</summary>
internal static class AnswerChecker
{
    /// <param name="config">The configuration.</param>
    /// <param name="routes">The composers of the routes, by id.</param>
    /// <param name="ofCallers">The entries of groups and consumers.</param>
    /// <param name="errors">Collects the warnings.</param>
    public static void Check(
        GatewayConfig config,
        IReadOnlyDictionary<string, PipelineComposer> routes, IEnumerable<CompiledEntry> ofCallers, ConfigErrors errors)
    {
        if (ofCallers.Any(entry => Answers(PlacedEntry.Of(entry))))
            return;

        foreach (var (id, route) in config.Routes)
        {
            if (string.IsNullOrEmpty(route.Route.ClusterId) && !routes[id].Placed.Any(Answers))
                errors.Warn(ConfigOwner.Route(id),
                    "it has no clusterId and no plugin of the stage origin; unless another plugin answers, every request is a 503.",
                    route.Location);
        }
    }

    private static bool Answers(PlacedEntry placed) => placed is { IsEnabled: true, Stage: PluginStage.Origin };
}
