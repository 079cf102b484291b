using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Configuration.Sources;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// Checks whether the current content of the sources would become active: runs every step of a startup except serving.
/// Doesn't activate anything, and doesn't store anything on disk.
/// </summary>
internal sealed class GatewayValidator(
    IEnumerable<IGatewayConfigSource> sources, IEnumerable<IPluginSource> pluginSources, IServiceProvider host, SnapshotCompiler compiler)
{
    /// <param name="allowUnsetVariables">Whether an environment variable that isn't set is a warning; then values that depend on it aren't checked.</param>
    public async Task<GatewayValidation> ValidateAsync(bool allowUnsetVariables = false)
    {
        var catalog = PluginCatalog.Load(pluginSources, host);
        var errors = new ConfigErrors { AllowsUnsetVariables = allowUnsetVariables };
        (string, GatewayConfig?)[] read = [.. sources.Select(s => (s.Name, s.Read(errors)))];
        if (compiler.Compile(read, catalog, previous: null, errors) is not { } snapshot)
            return new GatewayValidation(errors.Count > 0 ? null : Merged(read), catalog, errors);

        snapshot.Retire();
        await snapshot.Drained.ConfigureAwait(false);
        return new GatewayValidation(snapshot.Config, catalog, errors);
    }

    /// <summary>The configuration without errors for which there is no snapshot because of unknown values.</summary>
    private static GatewayConfig Merged(IEnumerable<(string Source, GatewayConfig? Config)> read)
        => ConfigMerger.Merge([.. read.Where(source => source.Config is not null).Select(source => (source.Source, source.Config!))], new ConfigErrors());
}
