using System.Text.Json;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Api;

/// <summary>
/// Reads who has written the status of an object, from its <c>managedFields</c>. Statuses of these kinds don't name their controller.
/// </summary>
internal static class StatusManagers
{
    /// <summary>Returns whether the managers of a kind are of use.</summary>
    public static bool Concern(Type model)
        => model == typeof(Gateway) || model == typeof(ListenerSet) || model == typeof(GatewayClass) || model == typeof(V1Ingress);

    /// <summary>Returns an entry with only the name for each manager of the status: the writer of <c>observedGeneration</c> in its
    /// conditions, because other fields keep their first writer as long as their values are the same, or the writer of the addresses of an
    /// Ingress. Conditions whose types are qualified by a domain don't count: others may add them.</summary>
    public static List<V1ManagedFieldsEntry>? Of(JsonElement resource)
    {
        if (Member(Member(resource, "metadata"), "managedFields") is not { ValueKind: JsonValueKind.Array } entries)
            return null;

        List<V1ManagedFieldsEntry>? managers = null;
        foreach (var entry in entries.EnumerateArray())
        {
            if (Member(Member(entry, "fieldsV1"), "f:status") is { } status && IsOwned(status)
                && Member(entry, "manager") is { ValueKind: JsonValueKind.String } name)
                (managers ??= []).Add(new V1ManagedFieldsEntry { Manager = name.GetString() });
        }

        return managers;
    }

    private static bool IsOwned(JsonElement status)
        => IsLeaf(status)
            || (Member(status, "f:loadBalancer") is { } addresses && (IsLeaf(addresses) || Member(addresses, "f:ingress") is not null))
            || (Member(status, "f:conditions") is { } conditions && (IsLeaf(conditions) || conditions.EnumerateObject().Any(IsWritten)));

    private static bool IsWritten(JsonProperty condition)
        => condition.Name.StartsWith("k:", StringComparison.Ordinal) && !condition.Name.Contains('/')
            && Member(condition.Value, "f:observedGeneration") is not null;

    /// <summary>Returns whether a field is owned as a whole.</summary>
    private static bool IsLeaf(JsonElement field) => field.ValueKind != JsonValueKind.Object || !field.EnumerateObject().Any();

    private static JsonElement? Member(JsonElement? parent, string name)
        => parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;
}
