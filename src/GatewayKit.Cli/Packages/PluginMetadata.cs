using GatewayKit.Loading.Inspection;
using GatewayKit.Plugins;

namespace GatewayKit.Cli.Packages;

/// <summary>Reads the metadata of plugin folders without loading their code.</summary>
internal static class PluginMetadata
{
    /// <summary>Inspects a folder as a gateway does before it loads one.</summary>
    /// <param name="folder">The plugin's folder, named after its assembly.</param>
    /// <returns>The names of its plugins.</returns>
    /// <exception cref="ToolException">A gateway would reject the folder; the message has all reasons.</exception>
    public static IReadOnlyList<string> Inspect(string folder)
    {
        var name = Path.GetFileName(folder);
        try
        {
            return PluginFiles.Inspect(folder) is { Count: > 0 } plugins
                ? plugins
                : throw new ToolException($"'{name}.dll' doesn't contain a plugin: no class in it has the attribute GatewayPlugin.");
        }
        catch (PluginModuleException error)
        {
            throw new ToolException(error.Message, error);
        }
    }

    /// <summary>Finds the folder that declares a plugin.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="plugins">The plugins folder.</param>
    /// <param name="except">A folder's name that doesn't count.</param>
    /// <returns>The folder's name; null if there is none.</returns>
    public static string? FindFolder(string plugin, PluginsDirectory plugins, string? except = null)
        => plugins.Names.FirstOrDefault(folder => folder != except
            && PluginFiles.FindPlugins(Path.Combine(plugins.Path, folder, folder + ".dll"))
                .Contains(plugin, StringComparer.OrdinalIgnoreCase));
}
