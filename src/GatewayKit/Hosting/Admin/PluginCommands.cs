using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Plugins;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting.Admin;

/// <summary>Sends commands to the plugins of the active configuration: to every entry of a plugin, or to one.</summary>
internal sealed partial class PluginCommands(CurrentSnapshot current, ILogger<PluginCommands> logger)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="entry">The <see cref="PluginPlacement.Key"/> of the only entry to run; null for all.</param>
    /// <param name="command">The command.</param>
    /// <returns>The outcome at each entry that has the command, or the missing part.</returns>
    public async Task<CommandAnswer> RunAsync(string plugin, string? entry, PluginCommand command)
    {
        if (current.Value is not { } snapshot)
            return CommandAnswer.Of("The gateway has no active configuration yet.");
        while (!snapshot.TryEnter())
            snapshot = current.Active;
        try
        {
            CommandTarget[] ofPlugin =
                [.. snapshot.CommandTargets.Where(target => target.Placement.Plugin.Equals(plugin, StringComparison.OrdinalIgnoreCase))];
            CommandTarget[] targets = [.. ofPlugin.Where(target => entry is null || target.Placement.Key == entry)];
            var outcomes = new List<CommandOutcome>();
            foreach (var target in targets)
                outcomes.Add(await RunAsync(target, command).ConfigureAwait(false));

            outcomes.RemoveAll(outcome => outcome.Result.Message is null);
            return outcomes.Count > 0 ? new CommandAnswer(outcomes, null)
                : targets.Length > 0 ? CommandAnswer.Of($"The plugin '{plugin}' doesn't have the command '{command.Name}'.")
                : ofPlugin.Length > 0
                    ? CommandAnswer.Of($"No entry of the plugin '{plugin}' is '{entry}'. Its entries: "
                        + $"{string.Join(", ", ofPlugin.Select(target => target.Placement.Key))}.")
                    : CommandAnswer.Of(DescribeMissing(plugin, snapshot));
        }
        finally
        {
            snapshot.Exit();
        }
    }

    private static string DescribeMissing(string plugin, GatewaySnapshot snapshot)
    {
        var takers = snapshot.CommandTargets
            .Select(target => target.Placement.Plugin)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)
            .ToList();
        var known = takers.Count == 0
            ? "No active plugin supports commands."
            : $"Active plugins that support commands: {string.Join(", ", takers)}.";

        // A client's text must not load an assembly.
        return snapshot.Catalog.FindLoaded(plugin) switch
        {
            null when !snapshot.Catalog.Declares(plugin) => $"No plugin is named '{plugin}'. {known}",
            { Hooks: var hooks } when !hooks.HasFlag(PluginHooks.Command) => $"The plugin '{plugin}' doesn't support commands. {known}",
            _ => $"No entry of the active configuration uses the plugin '{plugin}'. {known}",
        };
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception of one entry must not keep the other entries from running the command.")]
    private async Task<CommandOutcome> RunAsync(CommandTarget target, PluginCommand command)
    {
        try
        {
            var result = await Task.Run(() => target.Hook.OnCommandAsync(command).AsTask())
                .WaitAsync(s_timeout, command.CancellationToken)
                .ConfigureAwait(false);
            if (result.IsDone)
                LogDone(command.Name, target.Placement.Key);
            return new CommandOutcome(target.Placement.Key, result, HasFailed: false);
        }
        catch (Exception error)
        {
            LogFailed(error, command.Name, target.Placement.Key);
            return new CommandOutcome(
                target.Placement.Key, CommandResult.Refused("The plugin failed. See the log for details."), HasFailed: true);
        }
    }

    [LoggerMessage(60, LogLevel.Information, "Command '{Command}' completed at '{Entry}'.")]
    private partial void LogDone(string command, string entry);

    [LoggerMessage(61, LogLevel.Error, "Command '{Command}' failed at '{Entry}'.")]
    private partial void LogFailed(Exception error, string command, string entry);
}
