using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The resources that a translation has read by their names. A gateway sees many more of these kinds.</summary>
/// <param name="Secrets">The Secrets.</param>
/// <param name="ConfigMaps">The ConfigMaps.</param>
internal sealed record UsedResources(ImmutableHashSet<ResourceName> Secrets, ImmutableHashSet<ResourceName> ConfigMaps)
{
    public static readonly UsedResources None = new([], []);
}
