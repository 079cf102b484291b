using System.Diagnostics.CodeAnalysis;
using GatewayKit.Runtime;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting;

/// <summary>Gives commands to the plugins of the configuration in force: to every entry of a plugin, or to one.</summary>
internal sealed partial class PluginCommands(GatewayRuntime runtime, ILogger<PluginCommands> logger)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="entry">The <see cref="PluginPlacement.Key"/> of the only entry that is meant; null for all.</param>
    /// <param name="command">The command.</param>
    /// <returns>What came of it, by entry; empty if no such entry takes commands.</returns>
    public async Task<IReadOnlyList<CommandOutcome>> RunAsync(string plugin, string? entry, PluginCommand command)
    {
        if (!runtime.IsStarted)
            return [];
        var snapshot = runtime.Current;
        while (!snapshot.TryEnter())
            snapshot = runtime.Current;
        try
        {
            var outcomes = new List<CommandOutcome>();
            foreach (var target in snapshot.CommandTargets.Where(target => target.Placement.Plugin == plugin && (entry is null || target.Placement.Key == entry)))
                outcomes.Add(await RunAsync(target, command).ConfigureAwait(false));
            return outcomes;
        }
        finally
        {
            snapshot.Exit();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin throws, the other entries get the command too.")]
    private async Task<CommandOutcome> RunAsync(CommandTarget target, PluginCommand command)
    {
        try
        {
            var result = await Task.Run(() => target.Hook.OnCommandAsync(command).AsTask()).WaitAsync(s_timeout, command.CancellationToken).ConfigureAwait(false);
            if (result.IsDone)
                LogDone(command.Name, target.Placement.Key);
            return new CommandOutcome(target.Placement.Key, result, HasFailed: false);
        }
        catch (Exception error)
        {
            LogFailed(error, command.Name, target.Placement.Key);
            return new CommandOutcome(target.Placement.Key, CommandResult.Refused("The plugin failed; the log has why."), HasFailed: true);
        }
    }

    [LoggerMessage(60, LogLevel.Information, "The command '{Command}' was done by the plugin of '{Entry}'.")]
    private partial void LogDone(string command, string entry);

    [LoggerMessage(61, LogLevel.Error, "The command '{Command}' failed in the plugin of '{Entry}'.")]
    private partial void LogFailed(Exception error, string command, string entry);
}
