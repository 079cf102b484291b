namespace GatewayKit;

/// <summary>
/// Handles commands from an operator, such as to reset state. A command arrives as
/// <c>POST /plugins/{plugin}/{command}</c> on the gateway's admin address, never through a route.
/// </summary>
public interface ICommandHook : IGatewayPlugin
{
    /// <summary>Runs a command while the plugin keeps handling exchanges. The gateway stops waiting after 30 seconds.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The result; <see cref="CommandResult.Unknown"/> if the plugin doesn't support the command.</returns>
    ValueTask<CommandResult> OnCommandAsync(PluginCommand command);
}
