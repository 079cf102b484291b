using System.Collections.Frozen;
using GatewayKit.Loading.Inspection;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace GatewayKit.Cli.Packages;

/// <summary>Selects the dependencies of a package that a plugin's folder needs: all except those that plugins share with the
/// host.</summary>
internal static class SharedPackages
{
    // These contain no code for a running .NET, but names, references or build files.
    private static readonly FrozenSet<string> s_without = new[]
    {
        "GatewayKit.PluginSdk", "NETStandard.Library", "Microsoft.NETCore.App", "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App",
        "Microsoft.AspNetCore.App.Ref", "Microsoft.NETCore.Platforms", "Microsoft.NETCore.Targets",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The framework of the host.</summary>
    public static NuGetFramework Framework { get; } =
        new(FrameworkConstants.FrameworkIdentifiers.NetCoreApp, new Version(Environment.Version.Major, 0, 0, 0));

    /// <summary>The dependencies for the host's framework whose files a plugin's folder must contain.</summary>
    public static PackageDependency[] FindPrivate(IEnumerable<PackageDependencyGroup> groups)
        => [.. FindAll(groups).Where(d => !IsShared(d.Id) && HasRuntime(d))];

    /// <exception cref="ToolException">The package is built against another major version of the contract.</exception>
    public static void CheckContract(PackageIdentity package, IEnumerable<PackageDependencyGroup> groups)
    {
        var contract = FindAll(groups).FirstOrDefault(d => SharedAssemblies.IsContract(d.Id))?.VersionRange.MinVersion;
        if (contract is not null && contract.Major != SharedAssemblies.Contract.Version!.Major)
            throw new ToolException($"package {package} is built for version {contract} of {SharedAssemblies.Contract.Name}; this gateway "
                + $"has {SharedAssemblies.Contract.Version.Major}.x. Use another version of the package, or of the gateway.");
    }

    private static IEnumerable<PackageDependency> FindAll(IEnumerable<PackageDependencyGroup> groups)
        => NuGetFrameworkUtility.GetNearest(groups, Framework, g => g.TargetFramework)?.Packages ?? [];

    private static bool IsShared(string id) => SharedAssemblies.Host.Contains(id) || s_without.Contains(id);

    private static bool HasRuntime(PackageDependency dependency)
        => !Names(dependency.Exclude) && (dependency.Include.Count == 0 || Names(dependency.Include));

    private static bool Names(IReadOnlyList<string> assets)
        => assets.Contains("runtime", StringComparer.OrdinalIgnoreCase) || assets.Contains("all", StringComparer.OrdinalIgnoreCase);
}
