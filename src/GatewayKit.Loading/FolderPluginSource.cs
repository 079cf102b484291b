using GatewayKit.Loading.Copies;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Loading;

/// <summary>
/// Plugins from a folder: each folder <c>Name</c> in it holds <c>Name.dll</c> and what that needs, and is loaded into a
/// load context of its own that can be unloaded again.
/// </summary>
/// <remarks>
/// <para>
/// A plugin shares with the host GatewayKit.Abstractions and the assemblies of the .NET and ASP.NET Core shared
/// frameworks, always as the host has them; everything else it brings itself. It is checked before any of its code is
/// loaded, and runs from a private copy of its folder, so that the folder can be changed at any time.
/// </para>
/// <para>
/// Isolation is about versions and lifetimes. A plugin is trusted code, and is given everything that the host may do.
/// Entries whose names begin with a dot are ignored, in the folder and in the plugins' folders.
/// </para>
/// </remarks>
/// <param name="folder">The folder of plugin folders; a relative path begins at the current directory.</param>
public sealed class FolderPluginSource(string folder) : IPluginSource, IDisposable
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    private readonly Lock _gate = new();
    private readonly PluginWorkspace _workspace = new();
    private Dictionary<string, LoadedFolder> _loaded = new(StringComparer.Ordinal);

    /// <summary>
    /// Loads the plugins that are in the folder now. A plugin whose files have not changed since the previous call is
    /// the same module as before; a changed one is a new module. The caller disposes those that it doesn't get again.
    /// </summary>
    /// <param name="host">The host's services.</param>
    /// <param name="errors">Takes a message for each plugin folder that doesn't load, and one if the folder is missing.</param>
    public IReadOnlyList<PluginModule> Load(IServiceProvider host, ICollection<PluginLoadError> errors)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(errors);
        var log = host.GetService<ILogger<FolderPluginSource>>() ?? NullLogger<FolderPluginSource>.Instance;
        lock (_gate)
        {
            var loader = new PluginFolderLoader(_workspace, host, log);
            var modules = new List<PluginModule>();
            var loaded = new Dictionary<string, LoadedFolder>(StringComparer.Ordinal);
            foreach (var path in FindFolders(errors, log))
            {
                var name = Path.GetFileName(path);
                if (loader.Load(path, _loaded.GetValueOrDefault(name), errors) is not { Module: { } module } current)
                    continue;

                loaded.Add(name, current);
                modules.Add(module);
            }

            _loaded = loaded;
            return modules;
        }
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    /// <summary>Deletes the private copies. Only when no plugin of this source is used any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _workspace.Dispose();
    }

    private string[] FindFolders(ICollection<PluginLoadError> errors, ILogger log)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(_root, "*.dll"))
                LoadingLog.LooseFile(log, file, Path.GetFileNameWithoutExtension(file));

            return [.. Directory.EnumerateDirectories(_root)
                .Where(path => Path.GetFileName(path)[0] != '.')
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PluginLoadError(Path.GetFileName(_root), error is DirectoryNotFoundException
                ? $"the plugins folder '{_root}' does not exist."
                : $"the plugins folder '{_root}' can't be read: {error.Message}"));
            return [];
        }
    }
}
