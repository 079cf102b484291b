using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import</c>: converts other formats to configurations and resources.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Convert another format to a configuration or to resources of Kubernetes.")
    {
        ImportOpenApiCommand.Create(), ImportWsdlCommand.Create(), ImportGrpcCommand.Create(), ImportIngressNginxCommand.Create(),
    };
}
