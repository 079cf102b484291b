using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Controllers;

/// <summary>Deletes the dependents of a removed owner, or removes their reference to it.</summary>
internal static class GarbageCollection
{
    public static void Collect(Cluster cluster, Deletion deletion, StoredObject owner, bool isOrphaning)
    {
        foreach (var (collection, key) in cluster.Store.Owners.DependentsOf(owner.Uid))
        {
            var kind = cluster.Kinds.All.Find(candidate => candidate.Resource == collection.Resource);
            if (kind is null || collection.Find(key) is not { } dependent)
                continue;

            if (isOrphaning)
                Release(cluster, kind, dependent, owner.Uid);
            else if (!dependent.Owners.Any(cluster.Store.Owners.Exists))
                deletion.Delete(kind, dependent.Namespace, dependent.Name, new DeleteOptions());
        }
    }

    private static void Release(Cluster cluster, Kind kind, StoredObject dependent, string owner)
    {
        var value = dependent.ToJson(kind);
        var references = value.Object("metadata").Array("ownerReferences")!;
        foreach (var reference in references.Where(reference => (reference as JsonObject).Text("uid") == owner).ToList())
            references.Remove(reference);
        cluster.Commit(kind, value, dependent);
    }
}
