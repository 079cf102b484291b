using GatewayKit.Loading.Inspection;

namespace GatewayKit.Cli.Packages;

/// <summary>Finds the assembly of a package that contains its plugins. The folder is named after it.</summary>
internal static class MainAssembly
{
    /// <param name="package">The package.</param>
    /// <param name="folder">The folder with its files.</param>
    /// <returns>The assembly's name.</returns>
    /// <exception cref="ToolException">There is no candidate, or more than one.</exception>
    public static string Find(PackageArchive package, string folder)
    {
        var id = package.Identity.Id;
        var named = Directory.EnumerateFiles(folder, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .FirstOrDefault(name => name.Equals(id, StringComparison.OrdinalIgnoreCase));
        if (named is not null)
            return named;

        string[] candidates = [.. Directory.EnumerateFiles(folder, "*.dll")
            .Where(PluginFiles.UsesContract)
            .Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Order(StringComparer.Ordinal)];
        return candidates switch
        {
            [var one] => one,
            [] => throw new ToolException(
                $"package {package.Identity} doesn't contain a plugin: no assembly in it references {SharedAssemblies.Contract.Name}."),
            _
                => throw new ToolException($"package {package.Identity} has several assemblies that may contain plugins "
                    + $"({string.Join(", ", candidates)}), and none is named '{id}'."),
        };
    }
}
