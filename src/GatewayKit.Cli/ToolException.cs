namespace GatewayKit.Cli;

/// <summary>Something that the person at the command line can mend; the message says what.</summary>
internal sealed class ToolException(string message, Exception? innerException = null) : Exception(message, innerException);
