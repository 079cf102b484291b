namespace GatewayKit.Plugins;

/// <summary>Thrown when a plugin already blocks the maximum number of threads.</summary>
internal sealed class BlockedPluginException(string plugin)
    : InvalidOperationException($"Plugin '{plugin}' blocks the maximum number of threads.");
