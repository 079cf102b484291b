using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// Checks whether the current content of the sources would become active: runs every step of a startup except serving.
/// Doesn't activate anything, and doesn't store anything on disk. <c>AddGatewayKit()</c> registers it.
/// </summary>
public sealed class GatewayValidator
{
    private readonly ConfigSources _sources;
    private readonly GatewayPlugins _plugins;
    private readonly SnapshotCompiler _compiler;
    private readonly CurrentSnapshot _current;

    internal GatewayValidator(ConfigSources sources, GatewayPlugins plugins, SnapshotCompiler compiler, CurrentSnapshot current)
        => (_sources, _plugins, _compiler, _current) = (sources, plugins, compiler, current);

    /// <summary>Loads every plugin, reads every source, and checks them as a whole.</summary>
    /// <param name="allowUnsetVariables">Whether an environment variable that isn't set is a warning;
    /// then values that depend on it aren't checked.</param>
    /// <exception cref="InvalidOperationException">The gateway has started, so that its sources are in use; an
    /// <see cref="IGatewayConfigChecker"/> checks a configuration.</exception>
    public async Task<GatewayValidation> ValidateAsync(bool allowUnsetVariables = false)
    {
        if (_current.Value is not null)
            throw new InvalidOperationException($"The gateway has started. Check a configuration with {nameof(IGatewayConfigChecker)}.");

        var catalog = _plugins.Catalog;
        var errors = new ConfigErrors { AllowsUnsetVariables = allowUnsetVariables };
        (string, GatewayConfig?)[] read = [.. _sources.All.Select(s => (s.Source.Name, _sources.Read(s.Source, errors)))];
        if (_compiler.Compile(read, catalog, previous: null, errors) is not { } snapshot)
            return new GatewayValidation(errors.Count > 0 ? null : Merged(read), catalog, errors);

        snapshot.Retire();
        await snapshot.Drained.ConfigureAwait(false);
        return new GatewayValidation(snapshot.Config, catalog, errors);
    }

    /// <summary>The configuration without errors for which there is no snapshot because of unknown values.</summary>
    private static GatewayConfig Merged(IEnumerable<(string Source, GatewayConfig? Config)> read)
        => ConfigMerger.Merge(
            [.. read.Where(source => source.Config is not null).Select(source => (source.Source, source.Config!))], new ConfigErrors());
}
