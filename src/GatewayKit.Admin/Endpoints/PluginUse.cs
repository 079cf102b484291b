using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A plugin at its position in a pipeline.</summary>
/// <param name="Name">The plugin's name.</param>
/// <param name="Id">The entry's id; absent for a single one.</param>
/// <param name="Stage">The stage in which it runs.</param>
/// <param name="Scope">The scope of its options.</param>
/// <param name="ScopeId">The id of the cluster, route, group or consumer; absent for the global scope.</param>
/// <param name="Hooks">The hooks that it implements.</param>
/// <param name="Options">The options without secrets.</param>
/// <param name="Location">The location of the entry; absent if it was created in code.</param>
internal sealed record PluginUse(
    string Name, string? Id, string Stage, string Scope, string? ScopeId, IReadOnlyList<string> Hooks, JsonNode? Options, string? Location);
