namespace GatewayKit.Loading;

/// <summary>Finds the plugin folders in a plugins folder: all folders whose names don't begin with a dot.</summary>
internal static class PluginFolders
{
    /// <summary>Returns the paths of the plugin folders, sorted by name.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be read.</exception>
    public static IReadOnlyList<string> Find(string root)
        => [.. Directory.EnumerateDirectories(root).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
}
