using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>A translated route with the content of its clusters.</summary>
internal sealed record SceneRoute
{
    public ImmutableArray<KeyValuePair<string, GatewayRoute>> Routes { get; init; } = [];

    public ImmutableArray<(string Id, GatewayCluster Cluster)> Clusters { get; init; } = [];

    public ImmutableArray<ResourceName> Services { get; init; } = [];

    public Problem? Rejection { get; init; }

    public Problem? Unresolved { get; init; }

    public Problem? PartlyInvalid { get; init; }

    public ImmutableArray<ResourceWarning> Warnings { get; init; } = [];
}
