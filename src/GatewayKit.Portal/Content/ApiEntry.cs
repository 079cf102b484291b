using GatewayKit.Configuration.Portal;

namespace GatewayKit.Portal.Content;

/// <summary>An API of the catalog.</summary>
/// <param name="Id">The id, as configured.</param>
/// <param name="Config">The configuration of the API.</param>
/// <param name="Versions">The versions, as configured: the latest first.</param>
internal sealed record ApiEntry(string Id, PortalApi Config, IReadOnlyList<VersionEntry> Versions)
{
    /// <summary>The name of the API.</summary>
    public string Title => Config.Title ?? Id;

    /// <summary>The version that the catalog leads to: the first active one, otherwise the first.</summary>
    public VersionEntry Current => Versions.FirstOrDefault(version => version.Config.Lifecycle == PortalLifecycle.Active) ?? Versions[0];

    /// <summary>Returns the version before another one, if both have documents; null if there is none.</summary>
    public VersionEntry? Before(VersionEntry version)
        => version.Source is null ? null
            : Versions.SkipWhile(other => other != version).Skip(1).FirstOrDefault(other => other.Source is not null);

    /// <summary>Returns a version by its name; null if there is none.</summary>
    public VersionEntry? Find(string version)
        => Versions.FirstOrDefault(entry => entry.Name.Equals(version, StringComparison.OrdinalIgnoreCase));
}
