namespace GatewayKit.Compilation;

/// <summary>A plugin instance that takes commands.</summary>
/// <param name="Hook">The instance.</param>
/// <param name="Placement">Where its entry stands.</param>
internal sealed record CommandTarget(ICommandHook Hook, PluginPlacement Placement);
