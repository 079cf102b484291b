using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Explaining;
using GatewayKit.Kubernetes.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes an explanation as JSON.</summary>
internal static class ExplainJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="request">The request.</param>
    /// <param name="explanation">The explanation.</param>
    /// <param name="cluster">The resources behind it; null without a cluster.</param>
    public static void Write(ExplainRequest request, Explanation explanation, ClusterExplainer? cluster)
        => Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                request.Method,
                Url = ShownUrl.Of(request.Url),
                explanation.Refused,
                explanation.Reason,
                explanation.AllowedMethods,
                RefusedBy = explanation.RefusedBy is { } plugin ? Describe(plugin, cluster) : null,
                Route = explanation.Route is { } route ? Describe(route, ExplainReason.OfWinner(explanation), cluster) : null,
                Others = explanation.Others.Select(o => Describe(o, ExplainReason.OfOther(o, explanation.Route), cluster)),
                Caller = explanation.Caller is { } caller ? new { caller.Name, caller.Groups } : null,
                Plugins = explanation.Plugins.Select(plugin => Describe(plugin, cluster)),
                Changes = explanation.Changes.Count > 0 ? explanation.Changes : null,
                explanation.ClusterId,
                explanation.UpstreamUrl,
            },
            s_options));

    private static object Describe(ExplainedRoute route, string? why, ClusterExplainer? cluster) => cluster is null
        ? new { route.Id, route.Path, route.Order, Why = why }
        : new { route.Id, route.Path, route.Order, Why = why, Resource = cluster.OwnerOf(route) };

    private static object Describe(ExplainedPlugin plugin, ClusterExplainer? cluster) => new
    {
        plugin.Name,
        plugin.Id,
        Stage = EnumText.Of(plugin.Stage),
        Scope = EnumText.Of(plugin.Scope),
        plugin.ScopeId,
        plugin.Hooks,
        plugin.Options,
        From = cluster is null ? plugin.Location : ClusterExplainer.SourceOf(plugin),
    };
}
