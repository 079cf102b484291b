using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using GatewayKit.Proxy;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>
/// Holds the configuration in force and changes it: whole, checked, at one moment. Sources fail alone: one that breaks
/// keeps its last good version and never stands in the way of another.
/// </summary>
internal sealed partial class GatewayRuntime : IEdgeSettingsProvider, IAsyncDisposable
{
    private readonly SourceState[] _sources;
    private readonly IPluginSource[] _pluginSources;
    private readonly IServiceProvider _host;
    private readonly SnapshotCompiler _compiler;
    private readonly ProxyPublisher _publisher;
    private readonly RouteIndex _index;
    private readonly ReloadTelemetry _telemetry;
    private readonly ILogger<GatewayRuntime> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private GatewaySnapshot? _current;
    private PluginCatalog? _catalog;
    private bool _isDraining;

    public GatewayRuntime(
        IEnumerable<IGatewayConfigSource> sources, IEnumerable<IPluginSource> pluginSources, IServiceProvider host, SnapshotCompiler compiler,
        ProxyPublisher publisher, RouteIndex index, ReloadTelemetry telemetry, ILogger<GatewayRuntime> logger)
    {
        _sources = [.. sources.Select(s => new SourceState(s))];
        _pluginSources = [.. pluginSources];
        _host = host;
        _compiler = compiler;
        _publisher = publisher;
        _index = index;
        _telemetry = telemetry;
        _logger = logger;
    }

    /// <summary>The configuration in force.</summary>
    public GatewaySnapshot Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The gateway has not been mapped: call app.MapGatewayKit().");

    public bool IsStarted => Volatile.Read(ref _current) is not null;

    /// <summary>Whether the host is stopping: connections are then told to close.</summary>
    public bool IsDraining
    {
        get => Volatile.Read(ref _isDraining);
        set => Volatile.Write(ref _isDraining, value);
    }

    public IReadOnlyList<SourceState> Sources => _sources;

    public IReadOnlyList<IPluginSource> PluginSources => _pluginSources;

    /// <summary>Whether new requests should come here.</summary>
    public bool IsReady => IsStarted && !IsDraining;

    EdgeSettings IEdgeSettingsProvider.Current => Volatile.Read(ref _current)?.Edge ?? EdgeSettings.Strict;

    /// <summary>Loads plugins and configuration, once, before YARP does.</summary>
    /// <exception cref="GatewayConfigException">The configuration is refused and no last good one is kept.</exception>
    public void Start()
    {
        if (IsStarted)
            return;

        _catalog = LoadCatalog();
        var errors = new ConfigErrors();
        foreach (var source in _sources)
            source.Latest = source.Source.Read(errors);

        var snapshot = errors.Count == 0 ? Compile(s => s.Latest, errors) : null;
        if (snapshot is null)
        {
            snapshot = StartFromLastGood(errors);
            foreach (var error in errors.Items)
                LogRefused(error.ToString());
            LogLastGood();
        }
        else
        {
            Accept(_sources);
        }

        foreach (var source in _sources)
            source.InForce ??= source.Latest;
        _index.Use(snapshot);
        _publisher.PublishAsync(snapshot).GetAwaiter().GetResult();
        Volatile.Write(ref _current, snapshot);
        _publisher.Start();
    }

    /// <summary>Reads a source again and puts it into force if it is good.</summary>
    /// <returns>The mistakes; empty if the configuration is in force.</returns>
    public async Task<ConfigErrors> ReloadAsync(SourceState source, CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var errors = new ConfigErrors();
            var read = source.Source.Read(errors);
            if (read is null || errors.Count > 0)
                return Refuse(source.Source.Name, errors);

            source.Latest = read;

            // Sources may wait for each other: first all as they are now, then this one beside what is in force.
            var snapshot = Compile(s => s.Latest, errors = new ConfigErrors());
            if (snapshot is not null)
                return await ApplyAsync(snapshot, _sources, errors).ConfigureAwait(false);
            if (_sources.Length > 1)
                snapshot = Compile(s => s == source ? s.Latest : s.InForce, errors = new ConfigErrors());

            return snapshot is null
                ? Refuse(source.Source.Name, errors)
                : await ApplyAsync(snapshot, [source], errors).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _current, null) is { } last)
        {
            last.Retire();
            await last.Drained.ConfigureAwait(false);
            foreach (var module in last.Catalog.Modules)
                await module.DisposeAsync().ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private PluginCatalog LoadCatalog()
    {
        var catalog = PluginCatalog.Load(_pluginSources, _host);
        foreach (var error in catalog.Errors)
            LogPluginNotLoaded(error.ToString());
        return catalog;
    }

    private GatewaySnapshot? Compile(Func<SourceState, GatewayConfig?> select, ConfigErrors errors)
    {
        var configs = _sources.Select(s => (s.Source.Name, Config: select(s))).Where(s => s.Config is not null).Select(s => (s.Name, s.Config!)).ToArray();
        var merged = ConfigMerger.Merge(configs, errors);
        return _compiler.Compile(merged, _catalog!, Volatile.Read(ref _current), errors);
    }

    /// <summary>A restart with a broken source serves what was in force before; a first start with one serves nothing.</summary>
    private GatewaySnapshot StartFromLastGood(ConfigErrors errors)
    {
        var kept = false;
        foreach (var source in _sources)
        {
            source.InForce = source.Source.ReadLastGood();
            kept |= source.InForce is not null;
        }

        var snapshot = kept ? Compile(s => s.InForce ?? s.Latest, new ConfigErrors()) : null;
        return snapshot ?? throw new GatewayConfigException(errors.Items);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong, the configuration in force keeps serving.")]
    private async Task<ConfigErrors> ApplyAsync(GatewaySnapshot snapshot, SourceState[] sources, ConfigErrors errors)
    {
        var previous = Current;
        _index.Use(previous, snapshot);
        try
        {
            await _publisher.PublishAsync(snapshot).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            errors.Add("", error.Message);
            _index.Use(previous);
            snapshot.Retire();
            return Refuse(sources[0].Source.Name, errors);
        }

        Volatile.Write(ref _current, snapshot);
        _index.Use(snapshot);
        Accept(sources);
        previous.Retire();
        _telemetry.Accepted();
        LogInForce(snapshot.Routes.Count, snapshot.Revision);
        return errors;
    }

    private static void Accept(SourceState[] sources)
    {
        foreach (var source in sources.Where(s => s.Latest is not null))
        {
            source.InForce = source.Latest;
            source.Source.Accepted();
        }
    }

    private ConfigErrors Refuse(string source, ConfigErrors errors)
    {
        _telemetry.Refused();
        foreach (var error in errors.Items)
            LogRefused(error.ToString());
        LogKept(source, errors.Count + errors.Omitted);
        return errors;
    }

    [LoggerMessage(30, LogLevel.Information, "Configuration {Revision} with {Routes} routes is in force.")]
    private partial void LogInForce(int routes, long revision);

    [LoggerMessage(31, LogLevel.Error, "{Error}")]
    private partial void LogRefused(string error);

    [LoggerMessage(32, LogLevel.Error, "The change of '{Source}' is refused with {Count} error(s); its last good version keeps serving.")]
    private partial void LogKept(string source, int count);

    [LoggerMessage(33, LogLevel.Error, "The configuration is refused; the gateway serves the last good one that was kept. Mend it.")]
    private partial void LogLastGood();

    [LoggerMessage(34, LogLevel.Error, "{Error}")]
    private partial void LogPluginNotLoaded(string error);
}
