using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Tests.Doubles;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Watching;

public sealed class ResourceStoreTests
{
    private readonly StoreSignals _signals = new();

    [Fact]
    public void A_change_of_the_status_alone_does_not_change_the_configuration()
    {
        var store = new ResourceStore<HttpRoute>(WatchedKind.Of(ResourceKind.HttpRoute), [null], _signals);
        var first = Route("1", generation: 1);
        store.Set(first);
        Assert.True(_signals.TakeChange());

        store.Set(Route("2", generation: 1) with { Status = new RouteStatus() });

        Assert.False(_signals.TakeChange());
        Assert.Same(first, store.Current.Values.Single());
        Assert.NotNull(((HttpRoute)store.Latest(new("ns", "a"))!).Status);
    }

    [Fact]
    public void A_change_of_an_annotation_changes_the_configuration()
    {
        var store = new ResourceStore<HttpRoute>(WatchedKind.Of(ResourceKind.HttpRoute), [null], _signals);
        store.Set(Route("1", generation: 1));
        Assert.True(_signals.TakeChange());

        var annotated = Route("2", generation: 1);
        annotated.Metadata.Annotations = new Dictionary<string, string> { ["a"] = "b" };
        store.Set(annotated);

        Assert.True(_signals.TakeChange());
    }

    [Fact]
    public void A_list_keeps_the_objects_that_have_not_changed()
    {
        var store = new ResourceStore<HttpRoute>(WatchedKind.Of(ResourceKind.HttpRoute), [null], _signals);
        var first = Route("1", generation: 1);
        store.Replace(null, store.Kind.Versions[0], [first]);
        store.Replace(null, store.Kind.Versions[0], [Route("1", generation: 1)]);

        Assert.Same(first, store.Current.Values.Single());
    }

    [Fact]
    public void A_store_of_several_namespaces_is_synced_when_each_was_listed()
    {
        var store = new ResourceStore<HttpRoute>(WatchedKind.Of(ResourceKind.HttpRoute), ["ns", "other"], _signals);
        store.Replace("ns", store.Kind.Versions[0], [Route("1", generation: 1)]);
        Assert.False(store.IsSynced);

        store.Replace("other", store.Kind.Versions[0], []);

        Assert.True(store.IsSynced);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void Slices_are_found_by_their_service()
    {
        var store = new EndpointSliceStore(WatchedKind.Of(ResourceKind.EndpointSlice), [null], _signals);
        store.Replace(null, store.Kind.Versions[0], [Slice("b", "web"), Slice("a", "web"), Slice("c", "api")]);
        Assert.Equal(["a", "b"], store.ByService[new("ns", "web")].Select(slice => slice.Metadata.Name));

        store.Remove(new("ns", "a"));
        store.Remove(new("ns", "c"));

        Assert.Equal(["b"], store.ByService[new("ns", "web")].Select(slice => slice.Metadata.Name));
        Assert.Single(store.ByService);
    }

    private static HttpRoute Route(string version, long generation) => new()
    {
        Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "ns", ResourceVersion = version, Generation = generation },
    };

    private static V1EndpointSlice Slice(string name, string service) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "ns",
            ResourceVersion = name,
            Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = service },
        },
    };
}
