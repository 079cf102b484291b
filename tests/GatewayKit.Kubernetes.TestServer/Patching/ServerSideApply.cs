using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Ownership;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>Server-side apply: merges an applied configuration and remembers whose fields are whose.</summary>
internal sealed class ServerSideApply(Cluster cluster, Creation creation, Update update)
{
    public (StoredObject Stored, bool IsNew) Execute(Kind kind, string? scope, string name, JsonObject body, WriteContext context)
    {
        if (body.Object("metadata").Array("managedFields") is { Count: > 0 })
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");

        var value = Decode(kind, name, body);
        var owned = ManagedFields.Owned(value, context.IsStatus, kind.HasStatus);
        var applied = owned.Count == 0 ? new FieldSet() : FieldSets.Of(owned, kind.Schema);
        lock (cluster.Store.Gate)
        {
            if (cluster.Find(kind, scope, name) is not { } stored)
                return context.IsStatus
                    ? throw ApiErrors.NotFound(kind, name)
                    : (creation.Create(kind, scope, value, context, applied), true);

            var old = stored.ToJson(kind);
            var next = Merge(kind, old, value, owned, applied, context);
            return (update.Save(kind, stored, old, next, context, applied), false);
        }
    }

    /// <summary>Reads an applied configuration, in which unknown fields are always errors.</summary>
    private static JsonObject Decode(Kind kind, string name, JsonObject value)
    {
        var unknown = Decoding.Prune(kind, value);
        Decoding.CheckName(value, name);
        var metadata = value.Object("metadata")!;
        if (unknown.Count > 0)
            throw ApiErrors.Internal($"failed to create typed patch object ({metadata.Text("namespace")}/{name}; {kind.ApiVersion}, "
                + $"Kind={kind.Name}): .{unknown[0]}: field not declared in schema");

        metadata["name"] = name;
        return value;
    }

    private static JsonObject Merge(
        Kind kind, JsonObject old, JsonObject value, JsonObject owned, FieldSet applied, WriteContext context)
    {
        var entries = ManagedFields.Read(old);
        var mine = new ManagedEntry(context.Manager, "Apply", context.IsStatus ? "status" : "") { Fields = applied };
        var others = entries.Where(entry => !entry.IsOf(mine)).ToList();
        if (!context.IsForced)
            CheckConflicts(kind, old, owned, applied, others);

        var next = (JsonObject)ApplyMerge.Merge(old.Clone(), owned, kind.Schema)!;
        if (entries.Find(mine.IsOf) is { } former)
        {
            var dropped = others.Aggregate(former.Fields.Except(applied), (fields, other) => fields.Except(other.Fields));
            ApplyMerge.Remove(next, dropped, kind.Schema);
        }

        // The preconditions of the applied configuration, which the update checks.
        foreach (var precondition in (ReadOnlySpan<string>)["resourceVersion", "uid"])
            if (value.Object("metadata")?[precondition] is { } expected)
                next["metadata"]![precondition] = expected.DeepClone();
        return next;
    }

    private static void CheckConflicts(
        Kind kind, JsonObject old, JsonObject owned, FieldSet applied, IReadOnlyList<ManagedEntry> others)
    {
        var conflicts = others.SelectMany(other => ApplyMerge.Conflicts(applied, other.Fields, old, owned, kind.Schema)
            .Select(field => new FieldError("FieldManagerConflict", field, $"conflict with \"{other.Manager}\""
                + (other.Subresource.Length > 0 ? $" with subresource \"{other.Subresource}\"" : "")
                + (other.Operation == "Update" ? $" using {other.ApiVersion}" : "")))).ToList();
        if (conflicts.Count > 0)
            throw ApiErrors.ApplyConflict(conflicts);
    }
}
