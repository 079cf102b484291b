namespace GatewayKit.Loading;

/// <summary>Which folders of a plugins folder are plugins: all whose names do not begin with a dot.</summary>
internal static class PluginFolders
{
    /// <summary>Their paths, in the order of their names.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be read.</exception>
    public static IReadOnlyList<string> Find(string root)
        => [.. Directory.EnumerateDirectories(root).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
}
