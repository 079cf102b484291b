namespace GatewayKit.Explaining;

/// <summary>A plugin at its place in a pipeline, described.</summary>
/// <param name="Name">The plugin's name.</param>
/// <param name="Id">The entry's id, or null.</param>
/// <param name="Stage">The stage in which it runs.</param>
/// <param name="Scope">The scope that its options come from.</param>
/// <param name="ScopeId">The id of the cluster, route, group or consumer; null for the global scope.</param>
/// <param name="Hooks">The hooks that it implements, in the order in which they run.</param>
/// <param name="Options">The bound options, in the configuration's own form. Secrets are masked, and variables stand as they are written: <c>${env:NAME}</c>.</param>
public sealed record ExplainedPlugin(
    string Name, string? Id, PluginStage Stage, PluginScope Scope, string? ScopeId, IReadOnlyList<string> Hooks, string Options);
