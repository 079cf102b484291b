namespace GatewayKit.Loading.Copies;

/// <summary>No plugin can be loaded, since there is no folder for the private copies; the message says how to provide one.</summary>
internal sealed class PluginWorkspaceException(string message, Exception innerException) : Exception(message, innerException);
