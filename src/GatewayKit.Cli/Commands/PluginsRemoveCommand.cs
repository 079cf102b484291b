using System.CommandLine;
using GatewayKit.Cli.Packages;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins remove</c>: removes a plugin's folder.</summary>
internal static class PluginsRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The name of a plugin, of its folder or of its package" };
        var plugins = PluginsFolder.Option();
        var command = new Command("remove", "Remove a plugin's folder.") { name, plugins };
        command.SetAction(result => Remove(result.GetRequiredValue(name), PluginsFolder.Existing(result.GetValue(plugins))));
        return command;
    }

    private static int Remove(string name, string folder)
    {
        using var plugins = new PluginsDirectory(folder);
        var found = plugins.Names.FirstOrDefault(n => n == name)
            ?? plugins.Names.FirstOrDefault(
                n => name.Equals(PackageRecord.Read(Path.Combine(folder, n))?.Id, StringComparison.OrdinalIgnoreCase))
            ?? PluginMetadata.FindFolder(name, plugins)
            ?? throw new ToolException(
                $"'{folder}' doesn't contain a plugin, folder or package '{name}'. Its folders: {string.Join(", ", plugins.Names)}.");

        plugins.Remove(found);
        Console.WriteLine($"Removed {Path.Combine(folder, found)}.");
        PluginsFolder.WarnOfLock(folder);
        return 0;
    }
}
