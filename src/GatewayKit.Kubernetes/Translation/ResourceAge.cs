using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The order of resources by age, which decides conflicts: the oldest first, and of equal age by name.</summary>
internal static class ResourceAge
{
    public static IOrderedEnumerable<T> OrderByAge<T>(this IEnumerable<T> resources)
        where T : IKubernetesObject<V1ObjectMeta>
        => resources.OrderBy(resource => Seconds(resource.Metadata)).ThenBy(resource => ResourceName.Of(resource));

    /// <summary>Returns when a resource was created, in seconds since 1970; the highest value if it isn't known.</summary>
    public static long Seconds(V1ObjectMeta metadata)
        => metadata.CreationTimestamp is { } time ? new DateTimeOffset(Utc(time)).ToUnixTimeSeconds() : long.MaxValue;

    private static DateTime Utc(DateTime time)
        => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
