using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The resources of files.</summary>
/// <param name="Objects">The resources, in the order of the files.</param>
/// <param name="Errors">The errors, with their locations. The resources without one are in <paramref name="Objects"/>.</param>
/// <param name="Paths">The files that were read, without stdin.</param>
internal sealed record ManifestFiles(
    ImmutableArray<ManifestObject> Objects, ImmutableArray<ConfigError> Errors, ImmutableArray<string> Paths);
