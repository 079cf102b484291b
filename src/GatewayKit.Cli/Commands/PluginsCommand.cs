using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins</c>: what is loaded, and the commands that change it.</summary>
internal static class PluginsCommand
{
    public static Command Create() => PluginsListCommand.Complete(
        new Command("plugins", "Lists the plugins, or adds, removes or locks them.")
        {
            PluginsListCommand.Create(), PluginsAddCommand.Create(), PluginsRemoveCommand.Create(), PluginsLockCommand.Create(),
        });
}
