namespace GatewayKit.Plugins;

/// <summary>The plugin blocks so many threads that it gets no more.</summary>
internal sealed class BlockedPluginException(string plugin) : InvalidOperationException($"Plugin '{plugin}' blocks as many threads as it may.");
