namespace GatewayKit.Compilation;

/// <summary>A plugin instance that accepts commands.</summary>
/// <param name="Hook">The instance.</param>
/// <param name="Placement">The location of its entry.</param>
internal sealed record CommandTarget(ICommandHook Hook, PluginPlacement Placement);
