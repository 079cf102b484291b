namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>Thrown when a request can't be written with the arguments of a call.</summary>
/// <param name="message">The error, for the model.</param>
internal sealed class InvalidArgumentsException(string message) : Exception(message);
