namespace GatewayKit.Cli.Tests.Support;

/// <summary>A command that <see cref="ResidentTool"/> runs.</summary>
internal sealed record ToolCommand(string Directory, string[] Arguments);
