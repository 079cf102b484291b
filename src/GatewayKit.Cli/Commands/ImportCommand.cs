using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import</c>: configurations made from what others have written.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Writes a configuration from a description of another kind.") { ImportOpenApiCommand.Create() };
}
