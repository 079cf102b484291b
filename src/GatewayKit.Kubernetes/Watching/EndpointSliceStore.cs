using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using k8s.Models;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>The endpoint slices, also by service.</summary>
internal sealed class EndpointSliceStore(WatchedKind kind, IEnumerable<string?> spaces, IStoreChanges changes)
    : ResourceStore<V1EndpointSlice>(kind, spaces, changes)
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    private ImmutableDictionary<ResourceName, ImmutableArray<V1EndpointSlice>> _byService = [];

    public ImmutableDictionary<ResourceName, ImmutableArray<V1EndpointSlice>> ByService => Volatile.Read(ref _byService);

    protected override void OnChange(V1EndpointSlice? before, V1EndpointSlice? after)
    {
        var services = _byService;
        if (before is not null && ServiceOf(before) is { } old && services.TryGetValue(old, out var slices))
        {
            var rest = slices.Remove(before);
            services = rest.IsEmpty ? services.Remove(old) : services.SetItem(old, rest);
        }

        if (after is not null && ServiceOf(after) is { } service)
        {
            var others = services.GetValueOrDefault(service, []);
            var at = others.TakeWhile(other => string.CompareOrdinal(other.Metadata.Name, after.Metadata.Name) < 0).Count();
            services = services.SetItem(service, others.Insert(at, after));
        }

        Volatile.Write(ref _byService, services);
    }

    private static ResourceName? ServiceOf(V1EndpointSlice slice)
        => slice.Metadata.Labels?.TryGetValue(ServiceLabel, out var service) == true
            ? new ResourceName(slice.Metadata.NamespaceProperty ?? "", service)
            : null;
}
