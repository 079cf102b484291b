using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Loading.Locking;

namespace GatewayKit.Cli.Commands;

/// <summary>The plugins folder that a command changes.</summary>
internal static class PluginsFolder
{
    public static Option<string?> Option() => new("--plugins")
    {
        Description = "The plugins folder [default: the folder of the plugins that ship with the tool]",
        HelpName = "DIR",
    };

    public static string Of(string? option) => option ?? StockHost.ShippedPlugins;

    /// <exception cref="ToolException">The folder doesn't exist.</exception>
    public static string Existing(string? option)
        => Of(option) is var folder && Directory.Exists(folder)
            ? folder
            : throw new ToolException($"--plugins: the directory '{folder}' doesn't exist.");

    /// <summary>Warns that with a lock file, a change takes effect only after the lock file lists it.</summary>
    public static void WarnOfLock(string folder)
    {
        if (File.Exists(Path.Combine(folder, PluginLock.FileName)))
            ErrorList.Write($"warning: '{Path.Combine(folder, PluginLock.FileName)}' doesn't list this change, and a gateway loads only "
                + "listed files. Run 'gatewaykit plugins lock --update'.");
    }
}
