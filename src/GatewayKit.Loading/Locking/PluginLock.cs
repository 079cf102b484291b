using System.Collections.Immutable;
using GatewayKit.Loading.Copies;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Locking;

/// <summary>
/// The list of files that plugins may consist of: <c>plugins.lock.json</c> in the plugins folder. If it exists, only
/// the listed files are loaded.
/// </summary>
public sealed class PluginLock
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "plugins.lock.json";

    private const int PrefixLength = 12;

    /// <summary>Initializes a new instance with hashes.</summary>
    /// <param name="plugins">By plugin name, the SHA-256 hash of each file in lowercase hexadecimal, by file name.</param>
    internal PluginLock(IEnumerable<KeyValuePair<string, ImmutableSortedDictionary<string, string>>> plugins)
        => Plugins = plugins.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>By plugin name, the SHA-256 hash of each file in lowercase hexadecimal, by file name.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Plugins { get; }

    /// <summary>Creates a list of the plugins that a folder contains now, whether or not they load.</summary>
    /// <param name="folder">The plugins folder.</param>
    /// <exception cref="PluginModuleException">A plugin is too large, or a link leads outside it; the message names the plugin.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file can't be read.</exception>
    public static PluginLock Create(string folder)
        => new(PluginFolders.Find(Path.GetFullPath(folder)).Select(path => KeyValuePair.Create(Path.GetFileName(path), HashPlugin(path))));

    /// <summary>Reads the lock file of a folder.</summary>
    /// <param name="folder">The plugins folder.</param>
    /// <returns>The list; <c>null</c> if the folder has no lock file.</returns>
    /// <exception cref="PluginModuleException">The file isn't a valid lock file.</exception>
    public static PluginLock? Read(string folder) => PluginLockReader.Read(Path.Combine(folder, FileName));

    /// <summary>Writes the lock file of a folder atomically. The same plugins always produce the same bytes.</summary>
    /// <param name="folder">The plugins folder.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public void Write(string folder) => PluginLockWriter.Write(this, Path.Combine(folder, FileName));

    /// <summary>Finds the differences between a plugin's files and the list.</summary>
    /// <param name="plugin">The name of the plugin folder.</param>
    /// <param name="found">The files of the plugin.</param>
    /// <returns>A sentence for each difference; empty if the plugin may be loaded.</returns>
    internal IReadOnlyList<string> FindDifferences(string plugin, FileHashes found)
    {
        if (!Plugins.TryGetValue(plugin, out var expected))
            return [$"{FileName} doesn't list this plugin, and only listed plugins are loaded."];

        return
        [
            .. found.Files
                .Where(f => !expected.ContainsKey(f.Key))
                .Select(f => $"'{f.Key}' (SHA-256 {Short(f.Value)}) isn't listed in {FileName}."),
            .. expected
                .Where(f => !found.Files.ContainsKey(f.Key))
                .Select(f => $"'{f.Key}' (SHA-256 {Short(f.Value)}) is listed in {FileName}, but missing."),
            .. found.Files.Where(f => expected.TryGetValue(f.Key, out var hash) && hash != f.Value)
                .Select(f => $"'{f.Key}' doesn't match {FileName}: expected SHA-256 {Short(expected[f.Key])}, found {Short(f.Value)}."),
        ];
    }

    /// <summary>Finds the differences from an earlier list.</summary>
    /// <param name="before">The earlier list.</param>
    /// <returns>A line for each added, changed or removed file, such as <c>changed Team.Audit/Team.Audit.dll</c> with both
    /// hashes.</returns>
    public IEnumerable<string> FindChanges(PluginLock before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var (old, now) = (before.Flatten(), Flatten());
        return old.Keys
            .Union(now.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(file => (old.GetValueOrDefault(file), now.GetValueOrDefault(file)) switch
            {
                (null, { } added) => $"added    {file} (SHA-256 {Short(added)})",
                ({ } removed, null) => $"removed  {file} (SHA-256 {Short(removed)})",
                ({ } was, { } found) when was != found => $"changed  {file} (SHA-256 {Short(was)}, now {Short(found)})",
                _ => null,
            }).OfType<string>();
    }

    private Dictionary<string, string> Flatten()
        => Plugins.SelectMany(plugin => plugin.Value.Select(file => KeyValuePair.Create($"{plugin.Key}/{file.Key}", file.Value)))
            .ToDictionary(StringComparer.Ordinal);

    private static string Short(string hash) => hash[..PrefixLength] + "...";

    private static ImmutableSortedDictionary<string, string> HashPlugin(string path)
    {
        try
        {
            return FolderContent.Read(path).Hash().Files;
        }
        catch (PluginModuleException error)
        {
            throw new PluginModuleException($"plugin '{Path.GetFileName(path)}': {error.Message}", error);
        }
    }
}
