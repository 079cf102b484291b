using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// What runs for requests that no route takes: the global plugins for diagnostics, such as correlation-id. No other: a plugin that
/// authenticates, limits or answers belongs to routes.
/// </summary>
internal static class UnmatchedRoute
{
    /// <summary>The id that these plugins and their log lines see.</summary>
    public const string Id = "(none)";

    /// <returns>Null if there is no such plugin.</returns>
    public static CompiledRoute? Compile(GatewaySnapshot snapshot, IReadOnlyList<CompiledEntry> global)
    {
        var pipeline = new PipelineComposer(Id, [[.. global.Where(IsForDiagnostics)]]).Compose();
        return pipeline.Count == 0 ? null : new CompiledRoute
        {
            Info = new RouteInfo { Id = Id },
            Snapshot = snapshot,
            Pipeline = pipeline,
            Authentication = AuthenticationMode.All,
            Paths = PathPolicy.Resolve(snapshot.Config.Paths),
        };
    }

    // By the plugin's own stage as well as by the entry's: an entry may move any plugin to the front.
    private static bool IsForDiagnostics(CompiledEntry entry)
        => entry.Type is { Stage: PluginStage.Diagnostics, IsPerRoute: false } type && !type.Hooks.HasFlag(PluginHooks.Authentication)
            && entry.Entry.Stage is null or PluginStage.Diagnostics;
}
