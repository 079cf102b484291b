using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace GatewayKit.Cli.Packages;

/// <summary>Reads versions, dependencies and packages from package sources.</summary>
internal sealed class PackageFeed(PackageSources sources) : IDisposable
{
    private readonly SourceCacheContext _cache = new() { NoCache = true, DirectDownload = true };

    /// <summary>Returns every version from the lowest to the highest, each with the first source that has it.</summary>
    /// <exception cref="ToolException">No source has the package, or a source fails.</exception>
    public async Task<IReadOnlyList<FeedPackage>> FindAsync(string id, CancellationToken cancellation)
    {
        var found = new SortedDictionary<NuGetVersion, FeedPackage>();
        foreach (var source in sources.For(id))
        {
            var versions = await AskAsync(source, r => r.GetAllVersionsAsync(id, _cache, NullLogger.Instance, cancellation), cancellation)
                .ConfigureAwait(false);
            foreach (var version in versions ?? [])
                found.TryAdd(version, new FeedPackage(new PackageIdentity(id, version), source));
        }

        return found.Count > 0
            ? [.. found.Values]
            : throw new ToolException($"package '{id}' doesn't exist. Searched sources: {PackageSources.Describe(sources.For(id))}.");
    }

    public async Task<IEnumerable<PackageDependencyGroup>> FindDependenciesAsync(FeedPackage package, CancellationToken cancellation)
    {
        var (id, version) = (package.Identity.Id, package.Identity.Version);
        var info = await AskAsync(package.Source,
            r => r.GetDependencyInfoAsync(id, version, _cache, NullLogger.Instance, cancellation), cancellation).ConfigureAwait(false);
        return info?.DependencyGroups ?? throw Gone(package);
    }

    /// <summary>Writes a package to a file, which is created.</summary>
    public async Task DownloadAsync(FeedPackage package, string file, CancellationToken cancellation)
    {
        var stream = new BoundedStream(file, PackageArchive.MaxPackageBytes, $"package {package.Identity}");
        await using (stream.ConfigureAwait(false))
        {
            if (!await AskAsync(package.Source, r => r.CopyNupkgToStreamAsync(
                package.Identity.Id, package.Identity.Version, stream, _cache, NullLogger.Instance, cancellation), cancellation)
                    .ConfigureAwait(false))
                throw Gone(package);
        }
    }

    public void Dispose() => _cache.Dispose();

    private static ToolException Gone(FeedPackage package)
        => new($"the source {PackageSources.Describe(package.Source.PackageSource)} lists package {package.Identity}, but "
            + "doesn't have it.");

    private static async Task<T> AskAsync<T>(
        SourceRepository source, Func<FindPackageByIdResource, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            var resource = await source.GetResourceAsync<FindPackageByIdResource>(cancellation).ConfigureAwait(false);
            return resource is null
                ? throw new ToolException($"the package source {PackageSources.Describe(source.PackageSource)} doesn't provide packages.")
                : await ask(resource).ConfigureAwait(false);
        }
        catch (Exception error) when (error is NuGetProtocolException or PackagingException or HttpRequestException or IOException
            or InvalidDataException)
        {
            throw new ToolException(
                $"the package source {PackageSources.Describe(source.PackageSource)} can't be used: {error.Message}", error);
        }
    }
}
