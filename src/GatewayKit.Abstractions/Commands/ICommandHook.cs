namespace GatewayKit;

/// <summary>
/// Takes commands of whoever operates the gateway, such as to forget what it keeps. They come by
/// <c>POST /plugins/{plugin}/{command}</c> to the gateway's admin address, never by a route.
/// </summary>
public interface ICommandHook : IGatewayPlugin
{
    /// <summary>Runs a command, beside the exchanges that the plugin handles. After 30 s it is left behind.</summary>
    /// <param name="command">The command.</param>
    /// <returns>What came of it; <see cref="CommandResult.Unknown"/> for a command that the plugin has not.</returns>
    ValueTask<CommandResult> OnCommandAsync(PluginCommand command);
}
