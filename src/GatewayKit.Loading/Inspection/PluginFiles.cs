using GatewayKit.Plugins;

namespace GatewayKit.Loading.Inspection;

/// <summary>Reads the metadata of plugin files, for tools that install plugins. The code of the plugins doesn't run.</summary>
public static class PluginFiles
{
    /// <summary>Inspects a plugin's folder as a gateway does before it loads one.</summary>
    /// <param name="folder">The folder <c>Name</c>, with its <c>Name.dll</c>.</param>
    /// <returns>The names of the plugins that the assembly declares.</returns>
    /// <exception cref="PluginModuleException">A gateway would reject the folder; the message has all reasons.</exception>
    public static IReadOnlyList<string> Inspect(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return PluginInspector.Inspect(folder, Path.GetFileName(folder) + ".dll").Plugins;
        }
        catch (PluginInspectionException error)
        {
            throw new PluginModuleException(error.Message, error);
        }
    }

    /// <summary>Returns the names of the plugins that an assembly declares; none if the file is missing or isn't a .NET assembly.</summary>
    /// <param name="file">The assembly's file.</param>
    public static IReadOnlyList<string> FindPlugins(string file) => TryRead(file)?.Plugins ?? [];

    /// <summary>Returns whether an assembly references the contract that plugins implement.</summary>
    /// <param name="file">The assembly's file.</param>
    public static bool UsesContract(string file) => TryRead(file)?.References.Any(r => SharedAssemblies.IsContract(r.Name!)) == true;

    private static AssemblyFacts? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? AssemblyReader.Read(file) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
