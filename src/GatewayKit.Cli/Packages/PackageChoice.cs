using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GatewayKit.Cli.Packages;

/// <summary>Chooses among the versions of a package.</summary>
internal static class PackageChoice
{
    private const int ShownVersions = 5;

    /// <summary>The version that is asked for; without one the highest.</summary>
    /// <param name="versions">All, from the lowest to the highest.</param>
    /// <param name="version">The exact version, or null.</param>
    /// <param name="prerelease">Whether the highest may be a prerelease.</param>
    /// <exception cref="ToolException">There is none; the message says which there are.</exception>
    public static FeedPackage Choose(IReadOnlyList<FeedPackage> versions, NuGetVersion? version, bool prerelease)
    {
        var id = versions[0].Identity.Id;
        if (version is null)
        {
            return versions.LastOrDefault(v => prerelease || !v.Identity.Version.IsPrerelease)
                ?? throw new ToolException($"package '{id}' has prereleases only, such as {versions[^1].Identity.Version}; take one with --prerelease, or with --version.");
        }

        return versions.FirstOrDefault(v => v.Identity.Version == version)
            ?? throw new ToolException($"package '{id}' has no version {version}. The nearest: {string.Join(", ", Nearest(versions, version))}.");
    }

    /// <summary>The lowest version that a dependency takes; a prerelease only if nothing else is left.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static FeedPackage Choose(IReadOnlyList<FeedPackage> versions, PackageDependency dependency, PackageIdentity dependent)
    {
        FeedPackage[] fitting = [.. versions.Where(v => dependency.VersionRange.Satisfies(v.Identity.Version))];
        var allowsPrerelease = dependency.VersionRange.MinVersion?.IsPrerelease == true;
        return fitting.FirstOrDefault(v => allowsPrerelease || !v.Identity.Version.IsPrerelease) ?? fitting.FirstOrDefault()
            ?? throw new ToolException($"package {dependent} needs {dependency.Id} {dependency.VersionRange.PrettyPrint()}, and no such version is there. "
                + $"There are: {string.Join(", ", versions.TakeLast(ShownVersions).Select(v => v.Identity.Version))}.");
    }

    private static IEnumerable<NuGetVersion> Nearest(IReadOnlyList<FeedPackage> versions, NuGetVersion version)
    {
        var above = versions.TakeWhile(v => v.Identity.Version < version).Count();
        var first = Math.Clamp(above - (ShownVersions / 2) - 1, 0, Math.Max(0, versions.Count - ShownVersions));
        return versions.Skip(first).Take(ShownVersions).Select(v => v.Identity.Version);
    }
}
