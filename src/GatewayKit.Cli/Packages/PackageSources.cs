using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace GatewayKit.Cli.Packages;

/// <summary>Where packages are looked for: one source that is named, or those of nuget.config as 'dotnet restore' reads it.</summary>
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
    /// <param name="directory">Where nuget.config is looked for, and above.</param>
    /// <exception cref="ToolException">The source is none, or would be read without encryption.</exception>
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

    /// <summary>The sources that a package may come from: a source mapping keeps a name from being taken over elsewhere.</summary>
    public IReadOnlyList<SourceRepository> For(string id)
    {
        if (_mapping is not { IsEnabled: true })
            return _sources;

        var names = _mapping.GetConfiguredPackageSources(id);
        return [.. _sources.Where(s => names.Contains(s.PackageSource.Name, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>What a person is told of sources; never what credentials their addresses hold.</summary>
    public static string Describe(IEnumerable<SourceRepository> sources)
    {
        var names = string.Join(", ", sources.Select(s => Describe(s.PackageSource)));
        return names.Length > 0 ? names : "no source (nuget.config names none for it)";
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
        return Directory.Exists(folder) ? new PackageSource(folder) : throw new ToolException($"--source: the directory '{source}' does not exist.");
    }

    // Code that nobody has signed must not be read over a wire that anyone can write to.
    private static PackageSource Check(PackageSource source)
        => source.IsHttp && !source.IsHttps && !source.AllowInsecureConnections && source.SourceUri is not { IsLoopback: true }
            ? throw new ToolException($"the package source {Describe(source)} is not encrypted; use https, or allowInsecureConnections in nuget.config.")
            : source;
}
