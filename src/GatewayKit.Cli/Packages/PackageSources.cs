using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace GatewayKit.Cli.Packages;

/// <summary>The package sources: a specified source, or those of nuget.config as 'dotnet restore' reads it.</summary>
internal sealed class PackageSources
{
    private readonly IReadOnlyList<SourceRepository> _sources;
    private readonly PackageSourceMapping? _mapping;

    private PackageSources(IEnumerable<PackageSource> sources, PackageSourceMapping? mapping)
    {
        _sources = [.. sources.Select(s => Repository.Factory.GetCoreV3(s))];
        _mapping = mapping;
    }

    /// <param name="source">A URL, a folder or the name of a source in nuget.config; null for all of nuget.config.</param>
    /// <param name="directory">The folder in which the search for nuget.config starts, upwards.</param>
    /// <exception cref="ToolException">The source isn't valid, or isn't encrypted.</exception>
    public static PackageSources Load(string? source, string directory)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(directory);
            PackageSource[] configured = [.. PackageSourceProvider.LoadPackageSources(settings).Where(s => s.IsEnabled)];
            if (source is not null)
                return new PackageSources([Check(Find(source, configured, directory))], mapping: null);

            return new PackageSources(configured.Select(Check), PackageSourceMapping.GetPackageSourceMapping(settings));
        }
        catch (NuGetConfigurationException error)
        {
            throw new ToolException($"nuget.config can't be used: {error.Message}", error);
        }
    }

    /// <summary>Returns the allowed sources of a package: a source mapping prevents another source from providing the same name.</summary>
    public IReadOnlyList<SourceRepository> For(string id)
    {
        if (_mapping is not { IsEnabled: true })
            return _sources;

        var names = _mapping.GetConfiguredPackageSources(id);
        return [.. _sources.Where(s => names.Contains(s.PackageSource.Name, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>Describes sources for messages, without credentials in their addresses.</summary>
    public static string Describe(IEnumerable<SourceRepository> sources)
    {
        var names = string.Join(", ", sources.Select(s => Describe(s.PackageSource)));
        return names.Length > 0 ? names : "none (nuget.config doesn't map a source to it)";
    }

    public static string Describe(PackageSource source)
    {
        var place = Uri.TryCreate(source.Source, UriKind.Absolute, out var url) && !url.IsFile
            ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : source.Source;
        return source.Name == source.Source ? place : $"{source.Name} ({place})";
    }

    private static PackageSource Find(string source, PackageSource[] configured, string directory)
    {
        if (configured.FirstOrDefault(s => s.Name.Equals(source, StringComparison.OrdinalIgnoreCase)) is { } named)
            return named;
        if (source.Contains("://", StringComparison.Ordinal))
            return new PackageSource(source);

        var folder = Path.GetFullPath(source, directory);
        return Directory.Exists(folder)
            ? new PackageSource(folder)
            : throw new ToolException($"--source: the directory '{source}' doesn't exist.");
    }

    // Unsigned code must not be read over a connection that others can modify.
    private static PackageSource Check(PackageSource source)
        => source.IsHttp && !source.IsHttps && !source.AllowInsecureConnections && source.SourceUri is not { IsLoopback: true }
            ? throw new ToolException(
                $"the package source {Describe(source)} isn't encrypted. Use https, or allowInsecureConnections in nuget.config.")
            : source;
}
