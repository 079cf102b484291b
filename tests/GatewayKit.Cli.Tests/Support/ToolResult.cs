namespace GatewayKit.Cli.Tests.Support;

/// <summary>How a command ended.</summary>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
