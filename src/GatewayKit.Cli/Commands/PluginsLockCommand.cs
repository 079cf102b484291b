using System.CommandLine;
using GatewayKit.Loading.Locking;
using GatewayKit.Plugins;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins lock</c>: lists the files that plugins may consist of from now on.</summary>
internal static class PluginsLockCommand
{
    public static Command Create()
    {
        var plugins = PluginsFolder.Option();
        var command = new Command("lock", $"Writes {PluginLock.FileName}: with it in a plugins folder, nothing else is loaded from there.") { plugins };
        command.SetAction(result => Lock(PluginsFolder.Existing(result.GetValue(plugins))));
        return command;
    }

    private static int Lock(string folder)
    {
        try
        {
            var plugins = PluginLock.Create(folder);
            plugins.Write(Path.GetFullPath(folder));
            Console.WriteLine($"{Path.Combine(folder, PluginLock.FileName)} lists {plugins.Plugins.Count} plugin folder(s) with {plugins.Plugins.Values.Sum(p => p.Count)} file(s).");
            return 0;
        }
        catch (Exception error) when (error is PluginModuleException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{folder}' can't be locked: {error.Message}", error);
        }
    }
}
