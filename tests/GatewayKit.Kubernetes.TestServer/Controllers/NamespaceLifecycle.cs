using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Controllers;

/// <summary>Empties a namespace that is deleted, and removes it when its last object is gone.</summary>
internal static class NamespaceLifecycle
{
    public static (StoredObject Last, bool IsGone) Terminate(Cluster cluster, Deletion deletion, StoredObject stored, JsonObject value)
    {
        if (!value.Object("metadata")!.ContainsKey("deletionTimestamp"))
        {
            value.Ensure("status")["phase"] = "Terminating";
            stored = deletion.Mark(BuiltInKinds.Namespace, stored, value);
        }

        foreach (var kind in cluster.Kinds.All.Where(kind => kind.IsNamespaced).DistinctBy(kind => kind.Resource))
            foreach (var content in In(cluster.CollectionOf(kind), stored.Name))
                if (cluster.Find(kind, content.Namespace, content.Name) is not null)
                    deletion.Delete(kind, content.Namespace, content.Name, new DeleteOptions());
        Complete(cluster, deletion, stored.Name);
        return (stored, false);
    }

    public static void Complete(Cluster cluster, Deletion deletion, string name)
    {
        if (cluster.Find(BuiltInKinds.Namespace, null, name) is not { } stored)
            return;

        var value = stored.ToJson(BuiltInKinds.Namespace);
        if (value.Object("metadata")!.ContainsKey("deletionTimestamp")
            && !cluster.Store.Collections.Any(collection => In(collection, name).Any()))
            deletion.Remove(BuiltInKinds.Namespace, stored, value);
    }

    private static IEnumerable<StoredObject> In(Collection collection, string scope)
        => collection.Objects.Where(content => content.Namespace == scope);
}
