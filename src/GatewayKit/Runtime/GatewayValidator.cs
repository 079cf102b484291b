using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Configuration.Sources;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// Checks whether a configuration would become active: runs every step of a startup or of a reload except serving.
/// Doesn't activate anything, and doesn't store anything on disk. <c>AddGatewayKit()</c> registers it.
/// </summary>
public sealed class GatewayValidator
{
    private readonly ConfigSources _sources;
    private readonly GatewayPlugins _plugins;
    private readonly SnapshotCompiler _compiler;
    private readonly CurrentSnapshot _current;
    private readonly ReloadGate _gate;

    internal GatewayValidator(
        ConfigSources sources, GatewayPlugins plugins, SnapshotCompiler compiler, CurrentSnapshot current, ReloadGate gate)
        => (_sources, _plugins, _compiler, _current, _gate) = (sources, plugins, compiler, current, gate);

    /// <summary>
    /// Checks the sources as a whole, with the plugins that are loaded. Before the gateway starts, it reads every source. Afterwards the
    /// gateway reads its sources whenever they change; the versions that it has read last are checked, active or not.
    /// </summary>
    /// <param name="allowUnsetVariables">Whether an environment variable that isn't set is a warning;
    /// then values that depend on it aren't checked. Has no effect after the start.</param>
    /// <param name="cancellation">Ends the wait for a reload.</param>
    public Task<GatewayValidation> ValidateAsync(bool allowUnsetVariables = false, CancellationToken cancellation = default)
        => _gate.RunAsync(
            () =>
            {
                var errors = new ConfigErrors { AllowsUnsetVariables = allowUnsetVariables };
                var isRunning = _current.Value is not null;
                return ValidateAsync(
                    [.. _sources.All.Select(s => (s.Source.Name, isRunning ? Latest(s, errors) : _sources.Read(s.Source, errors)))],
                    errors);
            },
            cancellation);

    /// <summary>
    /// Checks the next version of a source before the source returns it, for example a change that an operator proposes: together with the
    /// active versions of the other sources, and with the plugins that are loaded.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="next">Its next version.</param>
    /// <param name="found">The errors that were found while it was bound; null for none.</param>
    /// <param name="cancellation">Ends the wait for a reload.</param>
    /// <exception cref="ArgumentException">The gateway doesn't have the source.</exception>
    /// <exception cref="InvalidOperationException">The gateway hasn't started.</exception>
    public Task<GatewayValidation> ValidateNextAsync(
        IGatewayConfigSource source, GatewayConfig next, ConfigErrors? found = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(next);
        if (_sources.All.All(state => state.Source != source))
            throw new ArgumentException($"The gateway doesn't have the source '{source.Name}'.", nameof(source));
        if (_current.Value is null)
            throw new InvalidOperationException("The gateway hasn't started, so the versions of its other sources aren't known.");

        return _gate.RunAsync(
            () =>
            {
                var errors = new ConfigErrors();
                errors.AddAll(found);
                return ValidateAsync([.. _sources.All.Select(s => (s.Source.Name, s.Source == source ? next : s.Active))], errors);
            },
            cancellation);
    }

    /// <summary>Compiles a change as <see cref="ValidateNextAsync"/> does.</summary>
    /// <param name="source">The source whose next version it is; null if it replaces the versions of all sources.</param>
    /// <param name="next">The change.</param>
    /// <param name="errors">Collects the errors; has those that were found while the change was bound.</param>
    /// <param name="begin">Gets the active snapshot and the compiled one, which it retires, before another reload.</param>
    /// <param name="cancellation">Ends the wait for a reload.</param>
    /// <returns>The result of <paramref name="begin"/>; null after an error.</returns>
    /// <exception cref="InvalidOperationException">The gateway hasn't started.</exception>
    internal Task<T?> CompileNextAsync<T>(
        IGatewayConfigSource? source, GatewayConfig next, ConfigErrors errors, Func<GatewaySnapshot, GatewaySnapshot, T> begin,
        CancellationToken cancellation)
        where T : class
        => _gate.RunAsync(
            () =>
            {
                var active = _current.Value ?? throw new InvalidOperationException("The gateway hasn't started.");
                (string Source, GatewayConfig? Config)[] read = source is null
                    ? [("", next)]
                    : [.. _sources.All.Select(s => (s.Source.Name, s.Source == source ? next : s.Active))];
                return Task.FromResult(
                    _compiler.Compile(read, _plugins.Catalog, active, errors) is { } compiled ? begin(active, compiled) : null);
            },
            cancellation);

    private async Task<GatewayValidation> ValidateAsync((string Source, GatewayConfig? Config)[] read, ConfigErrors errors)
    {
        var catalog = _plugins.Catalog;
        if (_compiler.Compile(read, catalog, _current.Value, errors) is not { } snapshot)
            return new GatewayValidation(errors.Count > 0 ? null : Merged(read), catalog, errors);

        snapshot.Retire();
        await snapshot.Drained.ConfigureAwait(false);
        return new GatewayValidation(snapshot.Config, catalog, errors);
    }

    /// <summary>The version that a source returned last, or if it could not be read, its errors.</summary>
    private static GatewayConfig? Latest(SourceState source, ConfigErrors errors)
    {
        foreach (var error in source.Errors)
            errors.Add(error);
        foreach (var warning in source.Warnings)
            errors.Warn(warning);
        return source.Errors.Count > 0 ? null : source.Latest ?? source.Active;
    }

    /// <summary>The configuration without errors for which there is no snapshot because of unknown values.</summary>
    private static GatewayConfig Merged(IEnumerable<(string Source, GatewayConfig? Config)> read)
        => ConfigMerger.Merge(
            [.. read.Where(source => source.Config is not null).Select(source => (source.Source, source.Config!))], new ConfigErrors());
}
