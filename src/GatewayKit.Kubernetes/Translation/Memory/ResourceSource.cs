using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A map of a <see cref="ClusterState"/>.</summary>
/// <param name="index">The position in <see cref="Sources.All"/>.</param>
internal abstract class ResourceSource(int index)
{
    public int Index => index;

    public abstract object Map(ClusterState state);

    public abstract object? Read(ClusterState state, ResourceName name);

    /// <summary>Returns whether nothing that the translation reads differs.</summary>
    public abstract bool AreSame(object? before, object? now);
}
