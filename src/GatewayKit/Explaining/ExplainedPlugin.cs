namespace GatewayKit.Explaining;

/// <summary>The description of a plugin at its position in a pipeline.</summary>
/// <param name="Name">The plugin's name.</param>
/// <param name="Id">The entry's id, or null.</param>
/// <param name="Stage">The stage in which it runs.</param>
/// <param name="Scope">The scope of its options.</param>
/// <param name="ScopeId">The id of the cluster, route, group or consumer; null for the global scope.</param>
/// <param name="Hooks">The hooks that it implements, in the order in which they run.</param>
/// <param name="Options">The bound options, in the format of the configuration.
/// Secrets are masked, and variables are shown as written: <c>${env:NAME}</c>.</param>
public sealed record ExplainedPlugin(
    string Name, string? Id, PluginStage Stage, PluginScope Scope, string? ScopeId, IReadOnlyList<string> Hooks, string Options)
{
    /// <summary>The location of the entry in its source, such as <c>gateway.yaml:12:7</c>; empty if it was created in code.</summary>
    public string Location { get; init; } = "";
}
