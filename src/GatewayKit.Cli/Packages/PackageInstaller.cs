using NuGet.Versioning;

namespace GatewayKit.Cli.Packages;

/// <summary>Creates a plugin's folder from a package and its dependencies.</summary>
/// <param name="plugins">The plugins folder.</param>
/// <param name="feed">The package sources.</param>
/// <param name="isTrusted">Whether the plugin's code may be loaded to check it.</param>
internal sealed class PackageInstaller(PluginsDirectory plugins, PackageFeed feed, bool isTrusted)
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _packages = plugins.CreateWork("packages");
    private readonly string _files = plugins.CreateWork("files");
    private int _downloads;

    /// <summary>Adds the package of a file.</summary>
    public async Task<AddedPlugin> AddFileAsync(string file, CancellationToken cancellation)
    {
        // Uses a copy, so that the checked file is the unpacked one.
        var copy = Path.Combine(_packages, "root.nupkg");
        File.Copy(file, copy);
        using var package = await PackageArchive.OpenAsync(copy, cancellation).ConfigureAwait(false);
        return await AddAsync(package, Path.GetFileName(file), cancellation).ConfigureAwait(false);
    }

    /// <summary>Adds a package from the sources.</summary>
    public async Task<AddedPlugin> AddAsync(string id, NuGetVersion? version, bool prerelease, CancellationToken cancellation)
    {
        var chosen = PackageChoice.Choose(await feed.FindAsync(id, cancellation).ConfigureAwait(false), version, prerelease);
        using var package = await DownloadAsync(chosen, cancellation).ConfigureAwait(false);
        return await AddAsync(package, PackageSources.Describe(chosen.Source.PackageSource), cancellation).ConfigureAwait(false);
    }

    private async Task<AddedPlugin> AddAsync(PackageArchive package, string source, CancellationToken cancellation)
    {
        SharedPackages.CheckContract(package.Identity, package.Dependencies);
        await UnpackAsync(package, cancellation).ConfigureAwait(false);
        var name = MainAssembly.Find(package, _files);

        var dependencies = new List<PackageRecord.Dependency>();
        foreach (var found in await new PackageGraph(feed)
            .ResolveAsync(package.Identity, package.Dependencies, cancellation)
            .ConfigureAwait(false))
        {
            using var dependency = await DownloadAsync(found, cancellation).ConfigureAwait(false);
            await UnpackAsync(dependency, cancellation).ConfigureAwait(false);
            dependencies.Add(new(found.Identity.Id,
                found.Identity.Version.ToNormalizedString(), PackageSources.Describe(found.Source.PackageSource), dependency.Sha512));
        }

        var staging = plugins.CreateWork("plugin");
        var folder = Path.Combine(staging, name);
        Directory.Move(_files, folder);
        var record = new PackageRecord(
            package.Identity.Id, package.Identity.Version.ToNormalizedString(), source, package.Sha512, package.Signer, dependencies);
        record.Write(folder);
        var names = PluginMetadata.Inspect(folder);
        foreach (var plugin in names)
        {
            if (PluginMetadata.FindFolder(plugin, plugins, except: name) is { } other)
                throw new ToolException($"its plugin '{plugin}' is already provided by '{other}'; remove that plugin first.");
        }

        if (isTrusted)
            await PluginTrial.RunAsync(staging).ConfigureAwait(false);
        return new AddedPlugin(name, names, record, plugins.Publish(folder));
    }

    private async Task<PackageArchive> DownloadAsync(FeedPackage found, CancellationToken cancellation)
    {
        var file = Path.Combine(_packages, $"{++_downloads}.nupkg");
        await feed.DownloadAsync(found, file, cancellation).ConfigureAwait(false);
        var package = await PackageArchive.OpenAsync(file, cancellation).ConfigureAwait(false);
        if (package.Identity.Equals(found.Identity))
            return package;

        package.Dispose();
        throw new ToolException(
            $"the source {PackageSources.Describe(found.Source.PackageSource)} returned package {package.Identity} instead of "
                + $"{found.Identity}.");
    }

    private async Task UnpackAsync(PackageArchive package, CancellationToken cancellation)
    {
        foreach (var (place, file) in PackageAssets.Find(package))
        {
            if (!_owners.TryAdd(place, package.Identity.ToString()))
                throw new ToolException($"packages {_owners[place]} and {package.Identity} both contain '{place}'.");

            await package.CopyAsync(file, Path.Combine(_files, place), cancellation).ConfigureAwait(false);
            var comments = Path.ChangeExtension(file, ".xml");
            if (place.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                && package.Files.Contains(comments)
                && _owners.TryAdd(Path.ChangeExtension(place, ".xml"), package.Identity.ToString()))
                await package
                    .CopyAsync(comments, Path.Combine(_files, Path.ChangeExtension(place, ".xml")), cancellation)
                    .ConfigureAwait(false);
        }
    }
}
