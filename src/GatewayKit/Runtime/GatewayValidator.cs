using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// Says whether the sources, as they are now, would come into force: everything that a start does short of serving.
/// Nothing comes into force by it, and nothing is kept on disk.
/// </summary>
internal sealed class GatewayValidator(
    IEnumerable<IGatewayConfigSource> sources, IEnumerable<IPluginSource> pluginSources, IServiceProvider host, SnapshotCompiler compiler)
{
    public async Task<GatewayValidation> ValidateAsync()
    {
        var catalog = PluginCatalog.Load(pluginSources, host);
        var errors = new ConfigErrors();
        (string, GatewayConfig?)[] read = [.. sources.Select(s => (s.Name, s.Read(errors)))];
        if (compiler.Compile(read, catalog, previous: null, errors) is not { } snapshot)
            return new GatewayValidation(null, catalog, errors);

        snapshot.Retire();
        await snapshot.Drained.ConfigureAwait(false);
        return new GatewayValidation(snapshot.Config, catalog, errors);
    }
}
