using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Controllers;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Ownership;
using GatewayKit.Kubernetes.TestServer.Storage;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Replaces objects or their status.</summary>
internal sealed class Update(Cluster cluster, Creation creation, Deletion deletion, LoadBalancers loadBalancers)
{
    /// <summary>Replaces an object, as PUT does.</summary>
    /// <returns>The stored object, and whether it is new.</returns>
    public (StoredObject Stored, bool IsNew) Replace(Kind kind, string? scope, string name, JsonObject value, WriteContext context)
    {
        Decoding.Decode(kind, value, context);
        var metadata = value.Object("metadata")!;
        metadata.Default("name", () => name);
        Decoding.CheckName(value, name);

        lock (cluster.Store.Gate)
        {
            if (cluster.Find(kind, scope, name) is { } stored)
            {
                if (kind.RequiresVersion && string.IsNullOrEmpty(metadata.Text("resourceVersion")))
                    throw ApiErrors.Invalid(kind with { Name = kind.Plural }, name,
                        [FieldError.Invalid("metadata.resourceVersion", "0", "must be specified for an update")]);

                return (Save(kind, stored, stored.ToJson(kind), value, context), false);
            }

            return kind.CreatesOnUpdate && !context.IsStatus
                ? (creation.Create(kind, scope, value, context), true)
                : throw ApiErrors.NotFound(kind, name);
        }
    }

    /// <summary>Stores the changed object, of which the caller has read the stored version under the lock.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="stored">The stored object.</param>
    /// <param name="old">Its JSON.</param>
    /// <param name="value">The new object.</param>
    /// <param name="context">The writer.</param>
    /// <param name="applied">The applied fields if this is a server-side apply.</param>
    /// <returns>The stored object: the same if nothing changed.</returns>
    public StoredObject Save(
        Kind kind, StoredObject stored, JsonObject old, JsonObject value, WriteContext context, FieldSet? applied = null)
    {
        CheckPreconditions(kind, stored, value.Object("metadata")!);
        var next = context.IsStatus ? WithStatus(old, value) : WithSpecification(kind, old, value);
        cluster.Complete(kind, next, old);
        CheckFinalizers(kind, old, next);
        if (kind.HasGeneration && !context.IsStatus && !HasSameSpecification(kind, old, next))
            next["metadata"]!["generation"] = (old.Object("metadata").Integer("generation") ?? 0) + 1;
        ManagedFields.Track(old, next, kind, context, applied, cluster.Time);

        if (JsonNode.DeepEquals(old, next))
            return stored;
        if (context.IsDryRun)
            return StoredObject.Create(kind, next, stored.Version);
        if (next.Object("metadata")!.ContainsKey("deletionTimestamp") && next["metadata"]!["finalizers"] is null or JsonArray { Count: 0 })
            return deletion.Remove(kind, stored, next);

        return loadBalancers.Assign(kind, cluster.Commit(kind, next, stored));
    }

    private static void CheckPreconditions(Kind kind, StoredObject stored, JsonObject metadata)
    {
        if (metadata.Text("resourceVersion") is { Length: > 0 } version
            && version != stored.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw ApiErrors.Conflict(kind, stored.Name);
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != stored.Uid)
            throw ApiErrors.Conflict(kind, stored.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Uid}");
    }

    private static JsonObject WithStatus(JsonObject old, JsonObject value)
    {
        var next = old.Clone();
        next.Remove("status");
        if (value["status"] is { } status)
            next["status"] = status.DeepClone();
        return next;
    }

    private static JsonObject WithSpecification(Kind kind, JsonObject old, JsonObject value)
    {
        var next = value.Clone();
        Metadata.Continue(old, next);
        if (!kind.HasStatus)
            return next;

        next.Remove("status");
        if (old["status"] is { } status)
            next["status"] = status.DeepClone();
        return next;
    }

    private static void CheckFinalizers(Kind kind, JsonObject old, JsonObject next)
    {
        var metadata = old.Object("metadata")!;
        if (!metadata.ContainsKey("deletionTimestamp"))
            return;

        var former = metadata.Array("finalizers")?.Select(JsonAccess.Text).ToHashSet() ?? [];
        var added = (next.Object("metadata").Array("finalizers") ?? []).Select(JsonAccess.Text).Where(f => !former.Contains(f)).ToList();
        if (added.Count > 0)
            throw ApiErrors.Invalid(kind, metadata.Text("name")!,
            [
                FieldError.Forbidden("metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                    + string.Join(", ", added.Select(finalizer => $"\"{finalizer}\"")) + "}"),
            ]);
    }

    /// <summary>Returns whether everything but the metadata and, if it is a subresource, the status is equal.</summary>
    private static bool HasSameSpecification(Kind kind, JsonObject old, JsonObject next)
    {
        return Counted(old).Count() == Counted(next).Count()
            && Counted(old).All(member => next.TryGetPropertyValue(member.Key, out var other) && JsonNode.DeepEquals(member.Value, other));

        IEnumerable<KeyValuePair<string, JsonNode?>> Counted(JsonObject value) => value.Where(member
            => member.Key is not ("apiVersion" or "kind" or "metadata") && !(kind.HasStatus && member.Key == "status"));
    }
}
