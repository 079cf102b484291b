namespace GatewayKit.Loading.Copies;

/// <summary>Thrown when no plugin can be loaded because the folder for the private copies isn't writable.
/// The message says how to provide one.</summary>
internal sealed class PluginWorkspaceException(string message, Exception innerException) : Exception(message, innerException);
