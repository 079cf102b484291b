namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>Thrown when the schema of a tool is too long or too deep for models.</summary>
internal sealed class SchemaTooLargeException : Exception;
