using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class DeletionTests
{
    [Fact]
    public async Task An_object_with_a_finalizer_goes_when_the_finalizer_goes()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", "", ""","finalizers":["example.com/x"]"""));

        var (marked, body) = await api.Delete($"{Widgets.Path}/a");
        var (added, _) = await api.Merge($"{Widgets.Path}/a", """{"metadata":{"finalizers":["example.com/x","example.com/y"]}}""");
        Assert.NotNull(server.Get("Widget", "default", "a"));
        var (removed, _) = await api.Merge($"{Widgets.Path}/a", """{"metadata":{"finalizers":null}}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (marked, added, removed));
        Assert.NotNull(body["metadata"]!["deletionTimestamp"]);
        Assert.Null(server.Get("Widget", "default", "a"));
    }

    [Fact]
    public async Task Dependents_go_with_their_last_owner()
    {
        await using var server = await Widgets.Start();
        server.Apply(Widgets.Json("one", "", ""","uid":"1" """));
        server.Apply(Widgets.Json("two", "", ""","uid":"2" """));
        server.Apply(Widgets.Json("child", "", ""","ownerReferences":[{"uid":"1","name":"one"},{"uid":"2","name":"two"}]"""));

        server.Delete("Widget", "default", "one");
        Assert.NotNull(server.Get("Widget", "default", "child"));
        server.Delete("Widget", "default", "two");

        Assert.Null(server.Get("Widget", "default", "child"));
    }

    [Fact]
    public async Task Orphans_stay_without_their_owner()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("one", "", ""","uid":"1" """));
        server.Apply(Widgets.Json("child", "", ""","ownerReferences":[{"uid":"1","name":"one"}]"""));

        await api.Delete($"{Widgets.Path}/one", """{"propagationPolicy":"Orphan"}""");

        Assert.Empty((System.Text.Json.Nodes.JsonArray)server.Get("Widget", "default", "child")!["metadata"]!["ownerReferences"]!);
    }

    [Fact]
    public async Task A_namespace_goes_after_its_last_object()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply("{ apiVersion: example.com/v1, kind: Widget, metadata: { namespace: doomed, name: free }, spec: {} }");
        server.Apply("""
            apiVersion: example.com/v1
            kind: Widget
            metadata: { namespace: doomed, name: held, finalizers: [a.b/c] }
            spec: {}
            """);

        await api.Delete("/api/v1/namespaces/doomed");
        Assert.Equal("Terminating", (string?)server.Get("ns", null, "doomed")!["status"]!["phase"]);
        Assert.Null(server.Get("Widget", "doomed", "free"));
        var (created, _) = await api.Post("/apis/example.com/v1/namespaces/doomed/widgets", Widgets.Json("new"));
        await api.Merge("/apis/example.com/v1/namespaces/doomed/widgets/held", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(HttpStatusCode.Forbidden, created);
        Assert.Null(server.Get("ns", null, "doomed"));
    }

    [Fact]
    public async Task A_precondition_that_fails_is_a_conflict()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (status, _) = await api.Delete($"{Widgets.Path}/a", """{"preconditions":{"uid":"other"}}""");

        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task A_selector_deletes_many_objects()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", "", ""","labels":{"x":"y"}"""));
        server.Apply(Widgets.Json("b"));

        await api.Delete($"{Widgets.Path}?labelSelector=x%3Dy");

        Assert.Equal(["b"], server.List("Widget").Select(value => (string?)value["metadata"]!["name"]));
    }
}
