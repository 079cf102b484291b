using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;
using NuGet.Resolver;

namespace GatewayKit.Cli.Packages;

/// <summary>Finds the packages that a plugin's package depends on, each in the lowest version that all of them accept.</summary>
internal sealed class PackageGraph(PackageFeed feed)
{
    private const int MaxPackages = 256;

    private readonly Dictionary<string, IReadOnlyList<FeedPackage>> _versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PackageIdentity, SourcePackageDependencyInfo> _available = [];
    private readonly Queue<SourcePackageDependencyInfo> _pending = new();

    /// <param name="root">The plugin's package.</param>
    /// <param name="dependencies">Its dependencies, by framework.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The other packages, except those that the host shares.</returns>
    /// <exception cref="ToolException">A package is missing, or there are no compatible versions.</exception>
    public async Task<IReadOnlyList<FeedPackage>> ResolveAsync(
        PackageIdentity root, IEnumerable<PackageDependencyGroup> dependencies, CancellationToken cancellation)
    {
        Add(root, dependencies, source: null);
        while (_pending.TryDequeue(out var package))
        {
            foreach (var dependency in package.Dependencies)
                await AddAsync(dependency, Plain(package), cancellation).ConfigureAwait(false);
        }

        return [.. Resolve(root, cancellation)
            .Select(Plain)
            .Where(p => !p.Equals(root))
            .Select(p => new FeedPackage(p, _available[p].Source!))];
    }

    private async Task AddAsync(PackageDependency dependency, PackageIdentity dependent, CancellationToken cancellation)
    {
        if (!_versions.TryGetValue(dependency.Id, out var versions))
            _versions.Add(dependency.Id, versions = await FindAsync(dependency, dependent, cancellation).ConfigureAwait(false));

        var chosen = PackageChoice.Choose(versions, dependency, dependent);
        if (!_available.ContainsKey(chosen.Identity))
            Add(chosen.Identity, await feed.FindDependenciesAsync(chosen, cancellation).ConfigureAwait(false), chosen.Source);
    }

    private async Task<IReadOnlyList<FeedPackage>> FindAsync(
        PackageDependency dependency, PackageIdentity dependent, CancellationToken cancellation)
    {
        try
        {
            return await feed.FindAsync(dependency.Id, cancellation).ConfigureAwait(false);
        }
        catch (ToolException error)
        {
            throw new ToolException(
                $"package {dependent} needs {dependency.Id} {dependency.VersionRange.PrettyPrint()}: {error.Message}", error);
        }
    }

    private void Add(PackageIdentity package, IEnumerable<PackageDependencyGroup> dependencies, SourceRepository? source)
    {
        if (_available.Count == MaxPackages)
            throw new ToolException($"it depends on more than {MaxPackages} packages.");

        var info = new SourcePackageDependencyInfo(
            package.Id, package.Version, SharedPackages.FindPrivate(dependencies), listed: true, source);
        _available.Add(package, info);
        _pending.Enqueue(info);
    }

    // The resolver's types derive from an identity, but don't compare equal to one and have a different text.
    private static PackageIdentity Plain(PackageIdentity package) => new(package.Id, package.Version);

    private IEnumerable<PackageIdentity> Resolve(PackageIdentity root, CancellationToken cancellation)
    {
        try
        {
            return new PackageResolver().Resolve(
                new PackageResolverContext(
                    DependencyBehavior.Lowest, [root.Id], [], [], [root], _available.Values, [], NullLogger.Instance), cancellation);
        }
        catch (NuGetResolverException error)
        {
            throw new ToolException($"its dependencies are incompatible: {error.Message}", error);
        }
    }
}
