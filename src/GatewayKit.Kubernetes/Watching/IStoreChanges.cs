using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>Gets the changes of stores.</summary>
internal interface IStoreChanges
{
    /// <summary>Called when objects that the configuration depends on have changed, or a kind was listed for the first time.</summary>
    void Changed();

    /// <summary>Called when an object of a kind whose status the gateway writes was seen.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The object; null for all of the kind.</param>
    void StatusChanged(ResourceKind kind, ResourceName? name);
}
