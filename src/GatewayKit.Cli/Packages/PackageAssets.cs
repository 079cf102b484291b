using GatewayKit.Loading.Inspection;
using NuGet.Client;
using NuGet.ContentModel;

namespace GatewayKit.Cli.Packages;

/// <summary>Selects the files of a package for a plugin's folder on this machine, by NuGet's conventions.</summary>
internal static class PackageAssets
{
    private const string Nothing = "_._";

    /// <returns>The files by their paths in the folder: assemblies and native libraries at the top,
    /// satellites in the folder of their culture.</returns>
    /// <exception cref="ToolException">The package has code, but not for this platform.</exception>
    public static IReadOnlyDictionary<string, string> Find(PackageArchive package)
    {
        var conventions = new ManagedCodeConventions(HostRuntime.Graph);
        var criteria = conventions.Criteria.ForFrameworkAndRuntime(SharedPackages.Framework, HostRuntime.Identifier);
        var items = new ContentItemCollection();
        items.Load(package.Files);

        var code = Items(conventions.Patterns.RuntimeAssemblies);
        if (code is null && package.Files.Any(f => f.StartsWith("lib/", StringComparison.OrdinalIgnoreCase)))
            throw new ToolException($"package {package.Identity} doesn't support {SharedPackages.Framework.GetShortFolderName()}; it "
                + $"supports: {string.Join(", ", Frameworks(package))}.");

        var assets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in (code ?? []).Concat(Items(conventions.Patterns.NativeLibraries) ?? []))
            assets.TryAdd(Path.GetFileName(item.Path), item.Path);
        foreach (var item in Items(conventions.Patterns.ResourceAssemblies) ?? [])
            assets.TryAdd($"{item.Properties["locale"]}/{Path.GetFileName(item.Path)}", item.Path);
        foreach (var shared in assets.Keys
            .Where(a => a == Nothing || SharedAssemblies.Host.Contains(Path.GetFileNameWithoutExtension(a)))
            .ToArray())
            assets.Remove(shared);
        return assets;

        IList<ContentItem>? Items(PatternSet patterns) => items.FindBestItemGroup(criteria, patterns)?.Items;
    }

    private static IEnumerable<string> Frameworks(PackageArchive package)
        => package.Files.Select(f => f.Split('/')).Where(p => p.Length > 2 && p[0] == "lib").Select(p => p[1]).Distinct().Order(
            StringComparer.Ordinal);
}
