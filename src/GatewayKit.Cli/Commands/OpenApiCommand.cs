using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit openapi</c>: works with OpenAPI documents.</summary>
internal static class OpenApiCommand
{
    public static Command Create() => new("openapi", "Work with OpenAPI documents.") { OpenApiDiffCommand.Create() };
}
