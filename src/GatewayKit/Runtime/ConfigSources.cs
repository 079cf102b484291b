using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Runtime;

/// <summary>The sources of configuration, with the version that each one returned last and the version that is active.</summary>
internal sealed class ConfigSources(IEnumerable<IGatewayConfigSource> sources, ConfigLog log)
{
    public IReadOnlyList<SourceState> All { get; } = [.. sources.Select(source => new SourceState(source))];

    /// <summary>The warnings of the last read of each source.</summary>
    public IEnumerable<ConfigError> Warnings => All.SelectMany(source => source.Warnings);

    public SourceState StateOf(IGatewayConfigSource source) => All.Single(state => state.Source == source);

    /// <summary>Reads a source. An exception, such as that of a database, is an error of the source.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A source that throws must not affect other sources, or a start with its last valid version.")]
    public GatewayConfig? Read(IGatewayConfigSource source, ConfigErrors errors)
    {
        try
        {
            return source.Read(errors);
        }
        catch (Exception error)
        {
            log.ReportUnreadable(source.Name, error);
            errors.Add("", $"The source can't be read: {error.Message}", new ConfigLocation(source.Name));
            return null;
        }
    }

    /// <summary>Reads every source, at startup.</summary>
    /// <returns>The configurations, including those with errors, so that their other errors are found.</returns>
    public IReadOnlyList<(string Source, GatewayConfig? Config)> ReadAll(ConfigErrors errors)
    {
        var read = new List<(string, GatewayConfig?)>();
        foreach (var source in All)
        {
            var (total, found, warned) = (errors.Total, errors.Count, errors.Warnings.Count);
            var config = Read(source.Source, errors);
            source.Errors = [.. errors.Items.Skip(found)];
            source.Warnings = [.. errors.Warnings.Skip(warned)];
            source.Latest = errors.Total == total ? config : null;
            read.Add((source.Source.Name, config));
        }

        return read;
    }

    /// <summary>Activates the stored last valid version of each source.</summary>
    /// <returns>Whether a source has a stored version.</returns>
    public bool ReadLastGood()
    {
        foreach (var source in All)
            source.Active = source.Source.ReadLastGood();
        return All.Any(source => source.Active is not null);
    }

    /// <summary>Activates the last version of each source that has no stored one.</summary>
    public void ActivateLatest()
    {
        foreach (var source in All)
            source.Active ??= source.Latest;
    }
}
