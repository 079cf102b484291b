using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GatewayKit.Cli.Packages;

/// <summary>Selects among the versions of a package.</summary>
internal static class PackageChoice
{
    private const int ShownVersions = 5;

    /// <summary>Returns the requested version, or the highest one.</summary>
    /// <param name="versions">All versions, from the lowest to the highest.</param>
    /// <param name="version">The exact version, or null.</param>
    /// <param name="prerelease">Whether the highest may be a prerelease.</param>
    /// <exception cref="ToolException">There is no matching version; the message lists the available ones.</exception>
    public static FeedPackage Choose(IReadOnlyList<FeedPackage> versions, NuGetVersion? version, bool prerelease)
    {
        var id = versions[0].Identity.Id;
        if (version is null)
        {
            return versions.LastOrDefault(v => prerelease || !v.Identity.Version.IsPrerelease)
                ?? throw new ToolException(
                    $"package '{id}' has only prereleases, such as {versions[^1].Identity.Version}; use --prerelease or "
                        + "--version to add one.");
        }

        return versions.FirstOrDefault(v => v.Identity.Version == version)
            ?? throw new ToolException(
                $"package '{id}' doesn't have version {version}. The closest versions: {string.Join(", ", Nearest(versions, version))}.");
    }

    /// <summary>Returns the lowest version that a dependency accepts; a prerelease only if there is no other.</summary>
    /// <exception cref="ToolException">There is no matching version.</exception>
    public static FeedPackage Choose(IReadOnlyList<FeedPackage> versions, PackageDependency dependency, PackageIdentity dependent)
    {
        FeedPackage[] fitting = [.. versions.Where(v => dependency.VersionRange.Satisfies(v.Identity.Version))];
        var allowsPrerelease = dependency.VersionRange.MinVersion?.IsPrerelease == true;
        return fitting.FirstOrDefault(v => allowsPrerelease || !v.Identity.Version.IsPrerelease) ?? fitting.FirstOrDefault()
            ?? throw new ToolException(
                $"package {dependent} needs {dependency.Id} {dependency.VersionRange.PrettyPrint()}, but there is no matching version. "
                    + $"Available: {string.Join(", ", versions.TakeLast(ShownVersions).Select(v => v.Identity.Version))}.");
    }

    private static IEnumerable<NuGetVersion> Nearest(IReadOnlyList<FeedPackage> versions, NuGetVersion version)
    {
        var above = versions.TakeWhile(v => v.Identity.Version < version).Count();
        var first = Math.Clamp(above - (ShownVersions / 2) - 1, 0, Math.Max(0, versions.Count - ShownVersions));
        return versions.Skip(first).Take(ShownVersions).Select(v => v.Identity.Version);
    }
}
