namespace GatewayKit.Plugins;

/// <summary>Thrown when a plugin is used whose assembly is quarantined because of an unobserved exception.</summary>
internal sealed class QuarantinedPluginException(string plugin) : InvalidOperationException($"Plugin '{plugin}' is quarantined.");
