using k8s.Models;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>Compares versions of an object by their metadata.</summary>
internal static class ObjectChange
{
    /// <summary>Returns whether two versions differ only in their status: the API server raises the generation with each change of the
    /// specification, but not with those of labels and annotations.</summary>
    public static bool IsOfStatusOnly(V1ObjectMeta before, V1ObjectMeta after)
        => before.Generation is { } generation && generation == after.Generation
            && before.Uid == after.Uid
            && before.DeletionTimestamp == after.DeletionTimestamp
            && AreSame(before.Labels, after.Labels)
            && AreSame(before.Annotations, after.Annotations);

    private static bool AreSame(IDictionary<string, string>? before, IDictionary<string, string>? after)
        => (before?.Count ?? 0) == (after?.Count ?? 0)
            && (before is null || before.All(pair => after!.TryGetValue(pair.Key, out var value) && value == pair.Value));
}
