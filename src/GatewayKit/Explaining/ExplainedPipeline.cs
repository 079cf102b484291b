using GatewayKit.Compilation;
using GatewayKit.Edge;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Explaining;

/// <summary>Describes the plugins of pipelines.</summary>
internal static class ExplainedPipeline
{
    public static IReadOnlyList<ExplainedPlugin> Of(RoutePipeline pipeline)
        => [.. pipeline.BeforeCaller.Entries.Concat(pipeline.AfterCaller.Entries).Select(Of)];

    public static ExplainedPlugin Of(PipelineEntry entry) => new(
        entry.Name, entry.Placement.Id, entry.Stage, entry.Placement.Scope, entry.Placement.ScopeId, HookNames.Of(entry.Type.Hooks),
        OptionsText.Of(entry.Name, entry.Options, entry.Written))
    {
        Location = entry.Source.Location.ToString(),
    };

    /// <summary>Returns the plugins for a request that matches no route.</summary>
    public static IReadOnlyList<ExplainedPlugin> OfUnmatched(GatewaySnapshot snapshot, HttpContext http)
        => snapshot.Unmatched is { } route && RequestGuard.Check(http, route.Paths, route.Snapshot.Edge) is null ? Of(route.Pipeline) : [];
}
