using System.Diagnostics.CodeAnalysis;
using GatewayKit.Loading.Copies;
using GatewayKit.Loading.Locking;
using GatewayKit.Loading.Watching;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;
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
/// loaded, and runs from a private copy of its folder, so that the folder can be changed at any time. The change token fires
/// when the folder has changed and then looked the same twice; it is watched from the first token on.
/// </para>
/// <para>
/// With a file <c>plugins.lock.json</c> in the folder nothing is loaded but exactly the files that it lists.
/// </para>
/// <para>
/// Isolation is about versions and lifetimes. A plugin is trusted code, and is given everything that the host may do.
/// Entries whose names begin with a dot are ignored, in the folder and in the plugins' folders.
/// </para>
/// </remarks>
public sealed class FolderPluginSource : IPluginSource, IDisposable
{
    /// <summary>How often the folder is looked at unless said otherwise.</summary>
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);

    private readonly string _root;
    private readonly string? _only;
    private readonly FolderWatch _watch;
    private readonly WatchTimer _timer;
    private readonly Lock _gate = new();
    private readonly PluginWorkspace _workspace = new();
    private Dictionary<string, FolderState> _folders = new(StringComparer.Ordinal);
    private PluginLoadError? _rootError;

    /// <summary>Takes a folder.</summary>
    /// <param name="folder">The folder of plugin folders; a relative path begins at the current directory.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <param name="pollInterval">How often the folder is looked at. Default: 500 ms.</param>
    public FolderPluginSource(string folder, TimeProvider? time = null, TimeSpan? pollInterval = null)
        : this(folder, null, time, pollInterval)
    {
    }

    /// <summary>Takes a folder and, if <paramref name="only"/> names one, of it one plugin folder alone, which is loaded once and stays.</summary>
    internal FolderPluginSource(string folder, string? only, TimeProvider? time = null, TimeSpan? pollInterval = null)
    {
        _only = only;
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _watch = new FolderWatch(_root);
        _timer = new WatchTimer(_watch, time ?? TimeProvider.System, pollInterval ?? s_pollInterval);
    }

    /// <summary>
    /// Loads the plugins that are in the folder now. A plugin whose files have not changed since the previous call is
    /// the same module as before; a changed one is a new module. A changed one that doesn't load is reported and the module
    /// before it kept; one whose folder is gone is gone. The caller disposes the modules that it doesn't get again.
    /// </summary>
    /// <param name="host">The host's services.</param>
    /// <param name="errors">
    /// Takes a message for each reason that a plugin folder doesn't load, and one if nothing can be loaded. While nothing
    /// changes, it is the same object as at the previous call.
    /// </param>
    public IReadOnlyList<PluginModule> Load(IServiceProvider host, ICollection<PluginLoadError> errors)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(errors);
        var log = host.GetService<ILogger<FolderPluginSource>>() ?? NullLogger<FolderPluginSource>.Instance;
        lock (_gate)
        {
            if (_folders.Count == 0 && _only is null && !PoolThreads.AreKept)
                LoadingLog.ThreadsEnd(log, PoolThreads.Setting);
            _watch.Know();
            if (TryLoadFolders(host, log, out var reason))
                _rootError = null;
            else if (_rootError?.Message != reason)
                _rootError = new PluginLoadError(Path.GetFileName(_root), reason) { IsOptional = _folders.Count == 0 && !Directory.Exists(_root) };

            if (_rootError is not null)
                errors.Add(_rootError);
            foreach (var error in _folders.Values.SelectMany(f => f.Errors))
                errors.Add(error);
            return [.. _folders.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Module).OfType<PluginModule>()];
        }
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => _only is null ? _timer.Token : new CancellationChangeToken(CancellationToken.None);

    /// <summary>Stops watching and deletes the private copies. Only when no plugin of this source is used any more.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            _workspace.Dispose();
    }

    /// <summary>Loads every folder. If the plugins folder or its lock file can't be read, all stays as it was.</summary>
    private bool TryLoadFolders(IServiceProvider host, ILogger log, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        try
        {
            foreach (var file in Directory.EnumerateFiles(_root, "*.dll"))
                LoadingLog.LooseFile(log, file, Path.GetFileNameWithoutExtension(file));

            var paths = PluginFolders.Find(_root).Where(path => _only is null || Path.GetFileName(path) == _only);
            var loader = new PluginFolderLoader(_workspace, PluginLock.Read(_root), host, log, isUnloadable: _only is null);
            _folders = paths.ToDictionary(p => Path.GetFileName(p), p => loader.Load(p, _folders.GetValueOrDefault(Path.GetFileName(p))), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PluginModuleException or PluginWorkspaceException)
        {
            reason = error switch
            {
                PluginModuleException or PluginWorkspaceException => error.Message,
                DirectoryNotFoundException => $"the plugins folder '{_root}' does not exist.",
                _ => $"the plugins folder '{_root}' can't be read: {error.Message}",
            };
        }

        return reason is null;
    }
}
