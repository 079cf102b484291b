namespace GatewayKit.Planning;

/// <summary>Thrown when the configuration of a plan isn't active any more: another one has replaced it, or the gateway stops.</summary>
/// <param name="message">The reason.</param>
internal sealed class ConfigurationReplacedException(string message) : InvalidOperationException(message);
