namespace GatewayKit.Plugins;

/// <summary>Thrown when a hook takes longer than its entry's timeout.</summary>
internal sealed class HookTimeoutException(string plugin) : TimeoutException($"Plugin '{plugin}' took too long.");
