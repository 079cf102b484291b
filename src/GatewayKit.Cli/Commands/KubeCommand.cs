using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit kube</c>: commands for Kubernetes.</summary>
internal static class KubeCommand
{
    public static Command Create() => new("kube", "Commands for Kubernetes.") { KubeTestCommand.Create() };
}
