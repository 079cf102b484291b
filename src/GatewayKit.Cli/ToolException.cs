namespace GatewayKit.Cli;

/// <summary>Thrown for an error that the user of the command line can fix; the message describes it.</summary>
internal sealed class ToolException(string message, Exception? innerException = null) : Exception(message, innerException);
