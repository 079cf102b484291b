using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// The pipeline for requests that match no route: the global plugins for diagnostics, such as correlation-id. Plugins that
/// authenticate, limit or answer belong to routes.
/// </summary>
internal static class UnmatchedRoute
{
    /// <summary>The id that these plugins and their log lines see.</summary>
    public const string Id = "(none)";

    /// <returns>The route; null if there are no such plugins.</returns>
    public static CompiledRoute? Compile(GatewaySnapshot snapshot, IReadOnlyList<CompiledEntry> global)
    {
        var pipeline = new PipelineComposer(Id, new PlacedEntries([.. global.Where(IsForDiagnostics)])).Compose();
        return pipeline.Count == 0 ? null : new CompiledRoute
        {
            Source = new GatewayRoute { Route = new RouteConfig { RouteId = Id } },
            Info = new RouteInfo { Id = Id },
            Snapshot = snapshot,
            Pipeline = pipeline,
            Authentication = AuthenticationMode.All,
            Paths = PathPolicy.Resolve(snapshot.Config.Paths),
        };
    }

    // Checks the plugin's own stage and the entry's, because an entry may move any plugin to the front.
    private static bool IsForDiagnostics(CompiledEntry entry)
        => entry.Type is { Stage: PluginStage.Diagnostics, IsPerRoute: false } type && !type.Hooks.HasFlag(PluginHooks.Authentication)
            && entry.Entry.Stage is null or PluginStage.Diagnostics;
}
