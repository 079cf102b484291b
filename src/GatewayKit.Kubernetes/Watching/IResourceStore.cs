using System.Text.Json;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>The objects of one kind.</summary>
internal interface IResourceStore
{
    WatchedKind Kind { get; }

    /// <summary>The version that the API server serves; null before the first list, and if it serves none.</summary>
    ApiKind? Served { get; }

    /// <summary>Whether every namespace was listed.</summary>
    bool IsSynced { get; }

    /// <summary>The number of objects.</summary>
    int Count { get; }

    /// <summary>The objects with their latest statuses.</summary>
    IEnumerable<IKubernetesObject<V1ObjectMeta>> Objects { get; }

    /// <summary>Returns an object with its latest status; null if it doesn't exist.</summary>
    IKubernetesObject<V1ObjectMeta>? Latest(ResourceName name);

    /// <summary>Replaces the objects of all namespaces with those of a copy.</summary>
    /// <param name="items">The objects as JSON.</param>
    /// <exception cref="JsonException">An object doesn't have the shape of its kind.</exception>
    void Load(IEnumerable<ReadOnlyMemory<byte>> items);
}
