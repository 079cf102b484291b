using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Loading.Locking;

namespace GatewayKit.Cli.Commands;

/// <summary>The one plugins folder that a command changes.</summary>
internal static class PluginsFolder
{
    public static Option<string?> Option() => new("--plugins")
    {
        Description = "The plugins folder [default: that of the plugins that ship with the tool]",
        HelpName = "DIR",
    };

    public static string Of(string? option) => option ?? StockHost.ShippedPlugins;

    /// <exception cref="ToolException">It does not exist.</exception>
    public static string Existing(string? option)
        => Of(option) is var folder && Directory.Exists(folder) ? folder : throw new ToolException($"--plugins: the directory '{folder}' does not exist.");

    /// <summary>With a lock file, a change takes effect only once the lock file lists it.</summary>
    public static void WarnOfLock(string folder)
    {
        if (File.Exists(Path.Combine(folder, PluginLock.FileName)))
            ErrorList.Write($"warning: '{Path.Combine(folder, PluginLock.FileName)}' does not list this change yet, and a gateway loads only what it lists; run 'gatewaykit plugins lock --update'.");
    }
}
