using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The result of serving manifests.</summary>
public sealed record ManifestReport
{
    /// <summary>The statuses, in the order of the manifests.</summary>
    public required IReadOnlyList<ManifestStatus> Statuses { get; init; }

    /// <summary>The resources that aren't accepted, with references that don't resolve, or that no Gateway serves, and why.</summary>
    public required IReadOnlyList<ConfigError> Errors { get; init; }

    /// <summary>The warnings, such as annotations without an effect.</summary>
    public required IReadOnlyList<ConfigError> Warnings { get; init; }

    /// <summary>The listeners.</summary>
    public required IReadOnlyList<ManifestListener> Listeners { get; init; }
}
