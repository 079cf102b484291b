using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A map of a <see cref="ClusterState"/>.</summary>
/// <param name="index">The position in <see cref="Sources.All"/>.</param>
internal abstract class ResourceSource(int index)
{
    public int Index => index;

    public abstract object Map(ClusterState state);

    /// <summary>Returns the number of resources.</summary>
    public abstract int Count(ClusterState state);

    public abstract object? Read(ClusterState state, ResourceName name);

    /// <summary>Returns the resources that aren't the same objects in two states, and perhaps others.</summary>
    public abstract IEnumerable<ResourceName> Differences(ClusterState before, ClusterState now);

    /// <summary>Returns whether nothing that the translation reads differs.</summary>
    public abstract bool AreSame(object? before, object? now);
}
