namespace GatewayKit.Plugins;

/// <summary>The plugin's assembly is quarantined because an exception escaped from it.</summary>
internal sealed class QuarantinedPluginException(string plugin) : InvalidOperationException($"Plugin '{plugin}' is quarantined.");
