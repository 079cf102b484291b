using System.CommandLine;
using GatewayKit.Loading.Locking;
using GatewayKit.Plugins;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins lock</c>: writes the list of the files that can be loaded.</summary>
internal static class PluginsLockCommand
{
    public static Command Create()
    {
        var plugins = PluginsFolder.Option();
        var update = new Option<bool>("--update", "--force") { Description = $"Replace a {PluginLock.FileName} that lists other files" };
        var command = new Command(
            "lock", $"Write {PluginLock.FileName}, which restricts a plugins folder to the current files.") { plugins, update };
        command.SetAction(result => Lock(PluginsFolder.Existing(result.GetValue(plugins)), result.GetValue(update)));
        return command;
    }

    private static int Lock(string folder, bool update)
    {
        var file = Path.Combine(folder, PluginLock.FileName);
        try
        {
            var found = PluginLock.Create(folder);
            var count = $"{found.Plugins.Count} plugin folder(s) with {found.Plugins.Values.Sum(p => p.Count)} file(s).";
            var before = update && !IsReadable(folder) ? null : PluginLock.Read(folder);
            List<string> changes = before is null ? [] : [.. found.FindChanges(before)];
            if (before is not null && changes.Count == 0)
            {
                Console.WriteLine($"{file} is up to date: {count}");
                return 0;
            }

            foreach (var change in changes)
                (update ? Console.Out : Console.Error).WriteLine(ErrorList.OneLine(change));
            if (before is not null && !update)
                throw new ToolException(
                    $"'{file}' doesn't match the current files. If every change above is intended, run 'gatewaykit plugins "
                        + "lock --update'.");

            found.Write(Path.GetFullPath(folder));
            Console.WriteLine($"{file} lists {count}");
            return 0;
        }
        catch (Exception error) when (error is PluginModuleException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{folder}' can't be locked: {error.Message}", error);
        }
    }

    /// <summary>An invalid lock file can be replaced, but not compared.</summary>
    private static bool IsReadable(string folder)
    {
        try
        {
            PluginLock.Read(folder);
            return true;
        }
        catch (PluginModuleException)
        {
            return false;
        }
    }
}
