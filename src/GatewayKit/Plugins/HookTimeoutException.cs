namespace GatewayKit.Plugins;

/// <summary>A hook took longer than its entry allows.</summary>
internal sealed class HookTimeoutException(string plugin) : TimeoutException($"Plugin '{plugin}' took too long.");
