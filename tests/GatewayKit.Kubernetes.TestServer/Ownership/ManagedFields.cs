using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Schemas;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Ownership;

/// <summary>Maintains <c>metadata.managedFields</c>.</summary>
internal static class ManagedFields
{
    private static readonly string[] s_ownedMetadata = ["labels", "annotations", "finalizers", "ownerReferences"];

    public static List<ManagedEntry> Read(JsonObject? value)
        => [.. value.Object("metadata").Objects("managedFields").Select(ManagedEntry.Parse)];

    /// <summary>Returns the part of an object that managers can own.</summary>
    public static JsonObject Owned(JsonObject value, bool isStatus, bool hasStatus)
    {
        var result = new JsonObject();
        foreach (var (name, member) in value)
            if (name is not ("apiVersion" or "kind" or "metadata") && (!hasStatus || name == "status" == isStatus))
                result[name] = member.Clone();
        var metadata = value.Object("metadata");
        foreach (var name in isStatus ? [] : s_ownedMetadata)
            if (metadata?[name] is { } member)
                result.Ensure("metadata")[name] = member.DeepClone();
        return result;
    }

    /// <summary>Updates the managers of an object after a change.</summary>
    /// <param name="old">The object before the change; <c>null</c> if it is new.</param>
    /// <param name="next">The object after the change.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="context">The writer.</param>
    /// <param name="applied">The applied fields if this is a server-side apply.</param>
    /// <param name="time">The clock.</param>
    public static void Track(
        JsonObject? old, JsonObject next, Kind kind, WriteContext context, FieldSet? applied, TimeProvider time)
    {
        var value = Owned(next, context.IsStatus, kind.HasStatus);
        var changed = FieldSets.Changed(Before(old, context, kind), value, kind.Schema);
        var mine = new ManagedEntry(context.Manager, applied is null ? "Update" : "Apply", context.IsStatus ? "status" : "")
        {
            ApiVersion = kind.ApiVersion,
            Time = Metadata.Time(time.GetUtcNow()),
            Fields = applied ?? changed,
        };
        var entries = Read(old).Select(entry => Continue(entry, mine, changed, next, kind.Schema)).ToList();
        if (!entries.Exists(mine.IsOf))
            entries.Add(mine);
        entries.RemoveAll(entry => entry.Fields.IsEmpty);

        var metadata = next.Object("metadata")!;
        metadata.Remove("managedFields");
        if (entries.Count > 0)
            metadata["managedFields"] = new JsonArray([.. entries.Select(entry => entry.ToJson())]);
    }

    /// <summary>Returns the object before the change. Even a new one has metadata, which belong to no manager as a whole.</summary>
    private static JsonObject Before(JsonObject? old, WriteContext context, Kind kind)
    {
        var before = old is null ? [] : Owned(old, context.IsStatus, kind.HasStatus);
        before.Ensure("metadata");
        return before;
    }

    private static ManagedEntry Continue(ManagedEntry entry, ManagedEntry mine, FieldSet changed, JsonObject next, Schema schema)
    {
        var isMine = entry.IsOf(mine);
        var fields = !isMine ? entry.Fields.Except(changed)
            : mine.Operation == "Apply" ? mine.Fields
            : entry.Fields.Union(changed);
        fields = FieldSets.Existing(fields, next, schema);
        var isSame = JsonNode.DeepEquals(fields.ToJson(), entry.Fields.ToJson());
        return isSame ? entry : entry with { Fields = fields, Time = isMine ? mine.Time : entry.Time };
    }
}
