namespace GatewayKit.Cli.Tests.Support;

/// <summary>What <see cref="ResidentTool"/> runs.</summary>
internal sealed record ToolCommand(string Directory, string[] Arguments);
