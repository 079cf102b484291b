using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>
/// Owns the active configuration and replaces it, checked and as a whole, when a source of configuration or a
/// plugin changes. Each change fails separately: the last valid version of its source stays active, and other sources aren't affected.
/// </summary>
internal sealed partial class GatewayRuntime : IEdgeSettingsProvider, IAsyncDisposable
{
    private readonly SourceState[] _sources;
    private readonly IPluginSource[] _pluginSources;
    private readonly IServiceProvider _host;
    private readonly SnapshotCompiler _compiler;
    private readonly CurrentSnapshot _current;
    private readonly SnapshotPublisher _publisher;
    private readonly ModuleLifetimes _modules;
    private readonly ILogger<GatewayRuntime> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The plugins that the sources returned last; some may not be accepted yet.</summary>
    private PluginCatalog _latest = PluginCatalog.Empty;

    /// <summary>The warnings of the active configuration.</summary>
    private IReadOnlyList<ConfigError> _warnings = [];

    private bool _isDraining;

    /// <summary>Whether the sources were accepted at startup but not notified yet.</summary>
    private bool _isAcceptable;

    public GatewayRuntime(
        IEnumerable<IGatewayConfigSource> sources, IEnumerable<IPluginSource> pluginSources, IServiceProvider host,
        SnapshotCompiler compiler, CurrentSnapshot current, SnapshotPublisher publisher, ModuleLifetimes modules, ILogger<GatewayRuntime> logger)
    {
        _sources = [.. sources.Select(s => new SourceState(s))];
        _pluginSources = [.. pluginSources];
        _host = host;
        _compiler = compiler;
        _current = current;
        _publisher = publisher;
        _modules = modules;
        _logger = logger;
    }

    /// <summary>The active configuration.</summary>
    /// <exception cref="GatewayConfigException">The configuration was rejected at startup.</exception>
    /// <exception cref="InvalidOperationException">The app doesn't map the gateway.</exception>
    public GatewaySnapshot Current => _current.Value ?? throw (Exception?)Rejection ?? new InvalidOperationException("The gateway isn't mapped. Call app.MapGatewayKit().");

    /// <summary>The reason why there is no active configuration; null if there is one, or none is configured yet.</summary>
    public GatewayConfigException? Rejection { get; private set; }

    public bool IsStarted => _current.Value is not null;

    /// <summary>The plugins that their sources returned last.</summary>
    public PluginCatalog LatestCatalog => _latest;

    /// <summary>Gets whether the host is stopping; then responses ask clients to close their connections.</summary>
    public bool IsDraining
    {
        get => Volatile.Read(ref _isDraining);
        set => Volatile.Write(ref _isDraining, value);
    }

    /// <summary>Gets whether new requests should be sent to this instance.</summary>
    public bool IsReady => IsStarted && !IsDraining && !_publisher.IsStuck;

    public IReadOnlyList<SourceState> Sources => _sources;

    public IReadOnlyList<IPluginSource> PluginSources => _pluginSources;

    EdgeSettings IEdgeSettingsProvider.Current => _current.Value?.Edge ?? EdgeSettings.Strict;

    /// <summary>Loads plugins and configuration, once, before YARP reads its own.</summary>
    /// <exception cref="GatewayConfigException">The configuration is rejected and there is no stored valid one.</exception>
    public void Start()
    {
        if (IsStarted)
            return;

        TakeLatest(LoadPlugins());
        var errors = new ConfigErrors();
        var read = new List<(string, GatewayConfig?)>();
        foreach (var source in _sources)
        {
            var before = errors.Total;
            var warned = errors.Warnings.Count;
            var config = source.Source.Read(errors);
            source.Warnings = [.. errors.Warnings.Skip(warned)];
            read.Add((source.Source.Name, config));
            source.Latest = errors.Total == before ? config : null;
        }

        if (_compiler.Compile(read, _latest, null, errors) is { } snapshot)
        {
            _isAcceptable = true;
            LogWarnings(errors);
        }
        else
        {
            snapshot = CompileLastGood(errors);
            foreach (var error in errors.Items)
                LogError(error.ToString());
            LogLastGood();
        }

        foreach (var source in _sources)
            source.InForce ??= source.Latest;
        _publisher.Start(snapshot);
    }

    /// <summary>Notifies the sources that the startup configuration was accepted, once the host serves it.</summary>
    public void AcceptStart()
    {
        if (_isAcceptable)
            Accept(_sources);
        _isAcceptable = false;
    }

    /// <summary>Reads a source again and activates it if it is valid.</summary>
    /// <returns>The errors; empty if the configuration is active.</returns>
    public async Task<ConfigErrors> ReloadAsync(SourceState source, CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var errors = new ConfigErrors();
            var read = source.Source.Read(errors);
            source.Warnings = errors.Warnings;
            if (read is null || errors.Count > 0)
            {
                _ = Compile(new(_latest, s => s == source ? read : s.Latest, []), errors);
                return Refuse(source.Source.Name, errors);
            }

            // A change may depend on another pending change. Therefore all changes are tried together first, and this change alone last.
            source.Latest = read;
            return await TryAsync(
                source.Source.Name,
                new(_latest, s => s.Latest, _sources),
                new(_latest, s => s == source ? s.Latest : s.InForce, [source]),
                new(Current.Catalog, s => s == source ? s.Latest : s.InForce, [source])).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Creates the plugins again because a file that one of them read has changed.</summary>
    /// <param name="changed">The file, for messages.</param>
    /// <param name="cancellation">Ends the wait for another reload.</param>
    /// <returns>The errors; empty if the configuration is active.</returns>
    public async Task<ConfigErrors> ReloadFilesAsync(string changed, CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await TryAsync(changed, new(_latest, s => s.Latest, _sources), new(Current.Catalog, s => s.InForce, [])).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Loads the plugin sources again and activates their valid changes.</summary>
    /// <returns>The errors; empty if everything is active.</returns>
    public async Task<ConfigErrors> ReloadPluginsAsync(CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var loaded = LoadPlugins();
            await ReleaseLatestAsync(loaded).ConfigureAwait(false);
            var errors = new ConfigErrors();
            foreach (var error in loaded.Errors)
                errors.Add("plugins", error.ToString());
            if (loaded.Modules.SequenceEqual(Current.Catalog.Modules))
                return errors;

            var all = new ConfigErrors();
            if (await ApplyFirstAsync(all, new(loaded, s => s.Latest, _sources), new(loaded, s => s.InForce, [])).ConfigureAwait(false))
                return errors;

            foreach (var change in PluginChange.Between(Current.Catalog, loaded))
                Add(errors, await TryAsync(change.Name, new PendingReload(change.ApplyTo(Current.Catalog), s => s.InForce, [])).ConfigureAwait(false));
            return errors;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.StopAsync().ConfigureAwait(false);
        await ReleaseLatestAsync(PluginCatalog.Empty).ConfigureAwait(false);
        _gate.Dispose();
    }

    private PluginCatalog LoadPlugins()
    {
        var catalog = PluginCatalog.Load(_pluginSources, _host);

        // An unchanged error is the same object, and is already logged.
        foreach (var error in catalog.Errors.Except(_latest.Errors, ReferenceEqualityComparer.Instance).OfType<PluginLoadError>())
        {
            if (error.IsOptional)
                LogOptional(error.ToString());
            else
                LogError(error.ToString());
        }

        return catalog;
    }

    private PluginCatalog TakeLatest(PluginCatalog catalog)
    {
        ModuleLifetimes.Retain(catalog);
        var previous = _latest;
        _latest = catalog;
        return previous;
    }

    private Task ReleaseLatestAsync(PluginCatalog next) => _modules.ReleaseAsync(TakeLatest(next));

    private GatewaySnapshot? Compile(PendingReload candidate, ConfigErrors errors)
        => _compiler.Compile(_sources.Select(s => (s.Source.Name, candidate.Select(s))), candidate.Catalog, _current.Value, errors);

    /// <summary>A restart with an invalid source serves the configuration that was active before; a first start doesn't serve.</summary>
    private GatewaySnapshot CompileLastGood(ConfigErrors errors)
    {
        var kept = false;
        foreach (var source in _sources)
        {
            source.InForce = source.Source.ReadLastGood();
            kept |= source.InForce is not null;
        }

        var snapshot = kept ? Compile(new(_latest, s => s.InForce ?? s.Latest, []), new ConfigErrors()) : null;
        return snapshot ?? throw (Rejection = new GatewayConfigException(errors.Items));
    }

    private async Task<ConfigErrors> TryAsync(string changed, params PendingReload[] candidates)
    {
        var errors = new ConfigErrors();
        return await ApplyFirstAsync(errors, candidates).ConfigureAwait(false) ? errors : Refuse(changed, errors);
    }

    /// <summary>Activates the first valid candidate; if none is valid, <paramref name="errors"/> gets the errors of the last one.</summary>
    private async Task<bool> ApplyFirstAsync(ConfigErrors errors, params PendingReload[] candidates)
    {
        var found = new ConfigErrors();
        foreach (var candidate in candidates)
        {
            found = new ConfigErrors();
            if (Compile(candidate, found) is { } snapshot && await _publisher.PublishAsync(snapshot, found).ConfigureAwait(false))
            {
                Accept(candidate.Accepted);
                foreach (var warning in found.Warnings)
                    errors.Warn(warning.Where, warning.Message, warning.Place);
                LogWarnings(found);
                return true;
            }
        }

        Add(errors, found);
        return false;
    }

    private static void Accept(IEnumerable<SourceState> sources)
    {
        foreach (var source in sources.Where(s => s.Latest is not null))
        {
            source.InForce = source.Latest;
            source.Source.Accepted();
        }
    }

    private static void Add(ConfigErrors errors, ConfigErrors more)
    {
        foreach (var error in more.Items)
            errors.Add(error.Where, error.Message, error.Place);
    }

    private ConfigErrors Refuse(string changed, ConfigErrors errors)
    {
        _publisher.CountRefused();
        foreach (var error in errors.Items)
            LogError(error.ToString());
        LogKept(changed, errors.Count + errors.Omitted);
        return errors;
    }

    /// <summary>Logs the warnings of the active configuration that the previous one didn't have.</summary>
    private void LogWarnings(ConfigErrors found)
    {
        ConfigError[] warnings = [.. _sources.SelectMany(s => s.Warnings), .. found.Warnings];
        foreach (var warning in warnings.Except(_warnings))
            LogWarning(warning.ToString());
        _warnings = warnings;
    }

    [LoggerMessage(34, LogLevel.Information, "{Notice}")]
    private partial void LogOptional(string notice);

    [LoggerMessage(31, LogLevel.Error, "{Error}")]
    private partial void LogError(string error);

    [LoggerMessage(36, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(32, LogLevel.Error, "Change of '{Changed}' rejected with {Count} error(s); its last valid version stays active.")]
    private partial void LogKept(string changed, int count);

    [LoggerMessage(33, LogLevel.Error, "Configuration rejected; serving the last valid configuration. Fix the errors above.")]
    private partial void LogLastGood();
}
