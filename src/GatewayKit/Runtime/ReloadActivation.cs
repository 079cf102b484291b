using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>Compiles pending reloads and publishes the first valid one. If none is valid, the active configuration stays active.</summary>
internal sealed class ReloadActivation(
    ConfigSources sources, SnapshotCompiler compiler, CurrentSnapshot current, SnapshotPublisher publisher, ConfigLog log)
{
    /// <summary>Activates the first valid candidate, or logs the errors of the last one.</summary>
    /// <param name="changed">The change, for messages.</param>
    /// <param name="candidates">The combinations to try, in this order.</param>
    /// <returns>The errors; empty if a candidate is active. The warnings are those of the active candidate.</returns>
    public async Task<ConfigErrors> TryAsync(string changed, params PendingReload[] candidates)
    {
        var errors = new ConfigErrors();
        if (!await ApplyFirstAsync(errors, candidates).ConfigureAwait(false))
            return Refuse(changed, errors);

        log.Accept(changed);
        return errors;
    }

    /// <summary>Activates the first valid candidate; if none is valid, <paramref name="errors"/> gets the errors of the last one.</summary>
    public async Task<bool> ApplyFirstAsync(ConfigErrors errors, params PendingReload[] candidates)
    {
        var found = new ConfigErrors();
        foreach (var candidate in candidates)
        {
            found = new ConfigErrors();
            if (Compile(candidate, found) is not { } snapshot || !await publisher.PublishAsync(snapshot, found).ConfigureAwait(false))
                continue;

            foreach (var source in candidate.Accepted)
            {
                source.Accept();

                // A source that can't be read has its earlier version here.
                if (source.Errors.Count == 0)
                    log.Accept(source.Source.Name);
            }

            foreach (var warning in found.Warnings)
                errors.Warn(warning);
            log.Warn([.. sources.Warnings, .. found.Warnings]);
            return true;
        }

        foreach (var error in found.Items)
            errors.Add(error);
        return false;
    }

    /// <summary>Adds the errors of a candidate that can't become active.</summary>
    public void Check(PendingReload candidate, ConfigErrors errors) => Compile(candidate, errors)?.Retire();

    /// <summary>Counts and logs a change that isn't active.</summary>
    public ConfigErrors Refuse(string changed, ConfigErrors errors)
    {
        publisher.CountRefused();
        log.Refuse(changed, errors);
        return errors;
    }

    private GatewaySnapshot? Compile(PendingReload candidate, ConfigErrors errors)
        => compiler.Compile(
            sources.All.Select(source => (source.Source.Name, candidate.Select(source))), candidate.Catalog, current.Value, errors);
}
