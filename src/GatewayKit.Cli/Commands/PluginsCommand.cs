using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins</c>: lists the plugins, and contains the commands that change them.</summary>
internal static class PluginsCommand
{
    public static Command Create() => PluginsListCommand.Complete(
        new Command("plugins", "List, add, remove or lock plugins.")
        {
            PluginsListCommand.Create(), PluginsAddCommand.Create(), PluginsRemoveCommand.Create(), PluginsLockCommand.Create(),
        });
}
