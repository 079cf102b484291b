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
/// Loads plugins from a folder: each subfolder <c>Name</c> contains <c>Name.dll</c> and its dependencies, and is loaded into its
/// own collectible load context.
/// </summary>
/// <remarks>
/// <para>
/// A plugin always shares GatewayKit.Abstractions and the assemblies of the .NET and ASP.NET Core shared frameworks with the
/// host, in the host's versions. It brings all other dependencies itself. The source inspects a plugin before it loads any of its
/// code, and runs it from a private copy, so the folder can change at any time. The change token fires when the folder
/// has changed and two polls in a row found the same state. Polling starts with the first token.
/// </para>
/// <para>
/// If the folder contains <c>plugins.lock.json</c>, only the files that it lists are loaded.
/// </para>
/// <para>
/// The isolation covers versions and lifetimes. Plugins are trusted code with all permissions of the host.
/// Entries whose names begin with a dot are ignored, in the folder and in the plugins' folders.
/// </para>
/// </remarks>
public sealed class FolderPluginSource : IPluginSource, IDisposable
{
    /// <summary>The default interval between polls.</summary>
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);

    private readonly string _root;
    private readonly string? _only;
    private readonly bool _onlyNamed;
    private readonly FolderWatch _watch;
    private readonly WatchTimer _timer;
    private readonly Lock _gate = new();
    private readonly PluginWorkspace _workspace = new();
    private Dictionary<string, FolderState> _folders = new(StringComparer.Ordinal);
    private PluginLoadError? _rootError;

    /// <summary>Initializes a new instance with a folder.</summary>
    /// <param name="folder">The folder that contains the plugin folders. A relative path is resolved against the current directory.</param>
    /// <param name="time">The clock; <c>null</c> for the system clock.</param>
    /// <param name="pollInterval">The interval between polls of the folder. Default: 500 ms.</param>
    public FolderPluginSource(string folder, TimeProvider? time = null, TimeSpan? pollInterval = null)
        : this(folder, null, time, pollInterval)
    {
    }

    /// <summary>Initializes a new instance that loads only the plugin folder <paramref name="only"/>, if it isn't <c>null</c>;
    /// it is loaded once and never reloaded. With <paramref name="onlyNamed"/>, a plugin folder is loaded when a configuration first
    /// names one of its plugins.</summary>
    internal FolderPluginSource(
        string folder, string? only, TimeProvider? time = null, TimeSpan? pollInterval = null, bool onlyNamed = false)
    {
        _only = only;
        _onlyNamed = onlyNamed;
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _watch = new FolderWatch(_root);
        _timer = new WatchTimer(_watch, time ?? TimeProvider.System, pollInterval ?? s_pollInterval);
    }

    /// <summary>
    /// Loads the plugins that the folder contains now. A plugin whose files haven't changed since the last call is returned as
    /// the same module; a changed plugin as a new module. If a changed plugin doesn't load, the error is reported and its previous
    /// module is kept. A plugin whose folder was deleted is removed. The gateway unloads the modules that are no longer returned.
    /// </summary>
    /// <param name="host">The host's services.</param>
    /// <param name="errors">
    /// Receives an error for each reason that a plugin folder doesn't load, and an error if nothing can be loaded. As long as
    /// the folder doesn't change, the calls report the same objects.
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
            _watch.Record();
            if (TryLoadFolders(host, log, out var reason))
                _rootError = null;
            else if (_rootError?.Message != reason)
                _rootError = new PluginLoadError(Path.GetFileName(_root), reason)
                {
                    IsOptional = _folders.Count == 0 && !Directory.Exists(_root)
                };

            if (_rootError is not null)
                errors.Add(_rootError);
            foreach (var error in _folders.Values.SelectMany(f => f.Errors))
                errors.Add(error);
            return [.. _folders.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Module).OfType<PluginModule>()];
        }
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => _only is null ? _timer.Token : new CancellationChangeToken(CancellationToken.None);

    /// <summary>Stops watching and deletes the private copies. Call it when no plugin of this source is in use.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            _workspace.Dispose();
    }

    /// <summary>Loads every folder. If the plugins folder or its lock file can't be read, the loaded plugins stay.</summary>
    private bool TryLoadFolders(IServiceProvider host, ILogger log, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        try
        {
            foreach (var file in Directory.EnumerateFiles(_root, "*.dll"))
                LoadingLog.LooseFile(log, file, Path.GetFileNameWithoutExtension(file));

            var paths = PluginFolders.Find(_root).Where(path => _only is null || Path.GetFileName(path) == _only);
            var pluginLock = PluginLock.Read(_root);
            var loader = new PluginFolderLoader(_workspace, pluginLock, host, log, isUnloadable: _only is null);

            // Files that must not differ from a lock file are all compared at the start.
            var canDefer = _onlyNamed && pluginLock is null;
            _folders = paths.ToDictionary(
                p => Path.GetFileName(p),
                p => Load(p, _folders.GetValueOrDefault(Path.GetFileName(p)), loader, canDefer, host, log), StringComparer.Ordinal);
        }
        catch (Exception error) when (IsExpected(error))
        {
            reason = Describe(error);
        }

        return reason is null;
    }

    private FolderState Load(
        string path, FolderState? before, PluginFolderLoader loader, bool canDefer, IServiceProvider host, ILogger log)
    {
        if (canDefer && (before is null || before.Deferred is not null)
            && DeferredFolder.Of(path, before?.Deferred, host, d => LoadDeferred(path, d, host, log)) is { } deferred)
            return deferred == before?.Deferred ? before : FolderState.Of(deferred);

        return loader.Load(path, before?.Deferred is null ? before : null);
    }

    /// <summary>Loads a deferred folder. If it isn't as it was when its names were read, it stays deferred: the next poll finds a
    /// new state and reads the names again.</summary>
    private DeferredLoad LoadDeferred(string path, DeferredFolder deferred, IServiceProvider host, ILogger log)
    {
        var name = Path.GetFileName(path);
        lock (_gate)
        {
            if (FolderStamp.Of(path) != deferred.Stamp)
                return Changing(name);

            var state = LoadNow(path, host, log);
            if (FolderStamp.Of(path) != deferred.Stamp)
            {
                Unload(state.Module);
                return Changing(name);
            }

            if (FindDifference(deferred.Module, state.Module) is { } difference)
            {
                var fingerprint = state.Loaded!.Fingerprint;
                Unload(state.Module);
                state = new FolderState(null, [new PluginLoadError(name, difference)], fingerprint);
            }

            if (state is { Loaded: null, Refused: null })
                return new DeferredLoad(null, state.Errors, IsFinal: false);

            // If a poll has found another state in the meantime, another module has taken the place of this one.
            if (_folders.TryGetValue(name, out var current) && current.Module == deferred.Module)
                _folders[name] = state;
            var module = state.Module;
            if (state.Loaded is { } loaded)
                loaded.Module = deferred.Module;
            return new DeferredLoad(module, state.Errors, IsFinal: true);
        }
    }

    private static DeferredLoad Changing(string name) => new(
        null, [new PluginLoadError(name, "the folder is changing. The gateway reads it again when the changes are complete.")],
        IsFinal: false);

    private static string? FindDifference(PluginModule deferred, PluginModule? loaded)
    {
        var declared = deferred.PluginNames.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return loaded is null || declared.SetEquals(loaded.PluginNames) ? null
            : $"its metadata declares {string.Join(", ", declared)}, but its plugins are {string.Join(", ", loaded.PluginNames)}.";
    }

    /// <summary>Unloads a module that no catalog contains. None of its services has been created, so this doesn't wait.</summary>
    private static void Unload(PluginModule? module) => module?.UnloadAsync().AsTask().GetAwaiter().GetResult();

    private FolderState LoadNow(string path, IServiceProvider host, ILogger log)
    {
        try
        {
            return new PluginFolderLoader(_workspace, PluginLock.Read(_root), host, log, isUnloadable: true).Load(path, null);
        }
        catch (Exception error) when (IsExpected(error))
        {
            return new FolderState(null, [new PluginLoadError(Path.GetFileName(path), Describe(error))], null);
        }
    }

    private static bool IsExpected(Exception error)
        => error is IOException or UnauthorizedAccessException or PluginModuleException or PluginWorkspaceException;

    private string Describe(Exception error) => error switch
    {
        PluginModuleException or PluginWorkspaceException => error.Message,
        DirectoryNotFoundException => $"the plugins folder '{_root}' doesn't exist.",
        _ => $"the plugins folder '{_root}' can't be read: {error.Message}",
    };
}
