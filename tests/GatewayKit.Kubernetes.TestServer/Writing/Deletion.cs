using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Controllers;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Deletes objects: at once, or when the last finalizer is gone.</summary>
internal sealed class Deletion(Cluster cluster)
{
    /// <summary>Deletes an object.</summary>
    /// <returns>The object, and whether it is gone.</returns>
    public (StoredObject Last, bool IsGone) Delete(Kind kind, string? scope, string name, DeleteOptions options)
    {
        lock (cluster.Store.Gate)
        {
            var stored = cluster.Get(kind, scope, name);
            CheckPreconditions(kind, stored, options);
            var value = stored.ToJson(kind);
            if (options.IsDryRun)
                return (stored, true);
            if (kind.Resource == BuiltInKinds.Namespace.Resource)
                return NamespaceLifecycle.Terminate(cluster, this, stored, value);

            var metadata = value.Object("metadata")!;
            if (metadata.Array("finalizers") is not { Count: > 0 })
                return (Remove(kind, stored, value, options.IsOrphaning), true);

            return (metadata.ContainsKey("deletionTimestamp") ? stored : Mark(kind, stored, value), false);
        }
    }

    /// <summary>Removes an object, whatever its finalizers are, and what depends on it.</summary>
    public StoredObject Remove(Kind kind, StoredObject stored, JsonObject value, bool isOrphaning = false)
    {
        var last = StoredObject.Create(kind, value, cluster.Store.Advance());
        cluster.CollectionOf(kind).Remove(stored, last);
        if (kind.Resource == BuiltInKinds.Definition.Resource)
            RemoveKind(stored.Name);
        GarbageCollection.Collect(cluster, this, stored, isOrphaning);
        if (kind.IsNamespaced)
            NamespaceLifecycle.Complete(cluster, this, stored.Namespace);
        return last;
    }

    /// <summary>Sets the time of the deletion.</summary>
    public StoredObject Mark(Kind kind, StoredObject stored, JsonObject value)
    {
        var metadata = value.Object("metadata")!;
        metadata["deletionTimestamp"] = Metadata.Time(cluster.Time.GetUtcNow());
        metadata["deletionGracePeriodSeconds"] = 0;
        if (metadata.Integer("generation") is { } generation)
            metadata["generation"] = generation + 1;
        return cluster.Commit(kind, value, stored);
    }

    private static void CheckPreconditions(Kind kind, StoredObject stored, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != stored.Uid)
            throw ApiErrors.Conflict(kind, stored.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Uid}");

        var version = stored.Version.ToString(CultureInfo.InvariantCulture);
        if (options.Version is { } expected && expected != version)
            throw ApiErrors.Conflict(kind, stored.Name,
                $"Precondition failed: ResourceVersion in precondition: {expected}, ResourceVersion in object meta: {version}");
    }

    private void RemoveKind(string resource)
    {
        var collection = cluster.Store[resource];
        if (cluster.Kinds.All.Find(kind => kind.Resource == resource) is { } kind)
            foreach (var dependent in collection.Objects)
                collection.Remove(dependent, dependent.At(cluster.Store.Advance(), kind));
        cluster.Kinds.Unregister(resource);
        cluster.Store.Drop(collection);
    }
}
