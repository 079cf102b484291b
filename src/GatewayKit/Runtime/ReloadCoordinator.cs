using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Runtime;

/// <summary>
/// Replaces the active configuration, checked and as a whole, when a source of configuration or a plugin changes; one change at a time.
/// Each change fails separately: the last valid version of its source stays active, and other sources aren't affected.
/// </summary>
internal sealed class ReloadCoordinator(
    ConfigSources sources, GatewayPlugins plugins, CurrentSnapshot current, ReloadActivation activation, ReloadGate gate)
{
    /// <summary>Reads a source again and activates it if it is valid.</summary>
    /// <returns>The errors; empty if the configuration is active.</returns>
    public Task<ConfigErrors> ReloadAsync(IGatewayConfigSource changed, CancellationToken cancellation = default)
        => gate.RunAsync(() => ReadAndActivateAsync(changed), cancellation);

    /// <summary>Activates a version of a source if it is valid. An invalid one is neither logged nor kept: the source tries another
    /// one.</summary>
    /// <returns>The errors; empty if the version is active.</returns>
    public Task<ConfigErrors> OfferAsync(IGatewayConfigSource changed, GatewayConfig next, CancellationToken cancellation)
        => gate.RunAsync(async () =>
        {
            var source = sources.StateOf(changed);
            var (errors, before) = (new ConfigErrors(), source.Latest);
            source.Latest = next;
            var alone = new PendingReload(plugins.Catalog, s => s == source ? next : s.Active, [source]);
            PendingReload[] candidates = sources.All.Any(s => s != source && s.Latest is not null && s.Latest != s.Active)
                ? [new(plugins.Catalog, s => s.Latest, sources.All), alone]
                : [alone];
            if (!await activation.ApplyFirstAsync(errors, candidates).ConfigureAwait(false))
                source.Latest = before;
            return errors;
        }, cancellation);

    /// <summary>Creates the plugins again because a file that one of them read has changed.</summary>
    /// <param name="changed">The file, for messages.</param>
    /// <param name="cancellation">Ends the wait for another reload.</param>
    /// <returns>The errors; empty if the configuration is active.</returns>
    public Task<ConfigErrors> ReloadFilesAsync(string changed, CancellationToken cancellation = default)
        => gate.RunAsync(() => activation.TryAsync(
            changed, new(plugins.Catalog, s => s.Latest, sources.All), new(current.Active.Catalog, s => s.Active, [])),
            cancellation);

    /// <summary>Loads the plugin sources again and activates their valid changes.</summary>
    /// <returns>The errors; empty if everything is active.</returns>
    public Task<ConfigErrors> ReloadPluginsAsync(CancellationToken cancellation = default) => gate.RunAsync(async () =>
    {
        var loaded = await plugins.LoadAsync().ConfigureAwait(false);
        var errors = new ConfigErrors();
        foreach (var error in loaded.Errors)
            errors.Add("plugins", error.ToString());
        if (loaded.Modules.SequenceEqual(current.Active.Catalog.Modules))
            return errors;

        if (await activation
            .ApplyFirstAsync(new ConfigErrors(), new(loaded, s => s.Latest, sources.All), new(loaded, s => s.Active, []))
            .ConfigureAwait(false))
            return errors;

        foreach (var change in PluginChange.Between(current.Active.Catalog, loaded))
        {
            var refused = await activation
                .TryAsync(change.Name, new PendingReload(change.ApplyTo(current.Active.Catalog), s => s.Active, []))
                .ConfigureAwait(false);
            foreach (var error in refused.Items)
                errors.Add(error);
        }

        return errors;
    }, cancellation);

    private async Task<ConfigErrors> ReadAndActivateAsync(IGatewayConfigSource changed)
    {
        var source = sources.StateOf(changed);
        var errors = new ConfigErrors();
        var read = sources.Read(changed, errors);
        source.Warnings = errors.Warnings;
        source.Errors = [.. errors.Items];
        if (read is null || errors.Count > 0)
        {
            activation.Check(new(plugins.Catalog, s => s == source ? read : s.Latest, []), errors);
            activation.Refuse(changed.Name, errors);
            changed.Rejected(errors.Items);
            return errors;
        }

        // A change may depend on another pending change. Therefore all changes are tried together first, and this change alone last.
        source.Latest = read;
        var found = await activation.TryAsync(
            changed.Name,
            new(plugins.Catalog, s => s.Latest, sources.All),
            new(plugins.Catalog, s => s == source ? s.Latest : s.Active, [source]),
            new(current.Active.Catalog, s => s == source ? s.Latest : s.Active, [source])).ConfigureAwait(false);
        if (found.Count > 0)
            changed.Rejected(found.Items);
        return found;
    }
}
