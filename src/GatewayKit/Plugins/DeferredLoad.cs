namespace GatewayKit.Plugins;

/// <summary>The result of loading a deferred assembly.</summary>
/// <param name="Module">The assembly; null if it can't be loaded.</param>
/// <param name="Errors">The reasons why it can't be loaded.</param>
/// <param name="IsFinal">Whether another attempt would have the same result.</param>
internal sealed record DeferredLoad(PluginModule? Module, IReadOnlyList<PluginLoadError> Errors, bool IsFinal);
