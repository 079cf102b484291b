using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task The_object_itself_ignores_its_status()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (_, created) = await api.Post(Widgets.Path,
            """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"spec":{},"status":{"ready":true}}""");
        var (_, patched) = await api.Merge($"{Widgets.Path}/a", """{"status":{"ready":true}}""");

        Assert.Null(created["status"]);
        Assert.Null(patched["status"]);
    }

    [Fact]
    public async Task The_status_ignores_everything_else()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        var value = await api.Get($"{Widgets.Path}/a");
        value["spec"]!["size"] = 9;
        value["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["x"] = "y" };
        value["status"] = new System.Text.Json.Nodes.JsonObject { ["ready"] = true };

        var (status, body) = await api.Put($"{Widgets.Path}/a/status", value);

        Assert.Equal((HttpStatusCode.OK, true, 1), (status, (bool)body["status"]!["ready"]!, (int)body["spec"]!["size"]!));
        Assert.Null(body["metadata"]!["labels"]);
    }

    [Fact]
    public async Task A_kind_without_a_status_has_no_such_resource()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply("{ apiVersion: v1, kind: ConfigMap, metadata: { name: c } }");

        var (status, _) = await api.Merge("/api/v1/namespaces/default/configmaps/c/status", "{}");

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Tests_apply_a_status_together_with_its_object()
    {
        await using var server = await Widgets.Start();

        server.Apply("""
            apiVersion: example.com/v1
            kind: Widget
            metadata: { name: a, namespace: other }
            spec: {}
            status: { ready: true }
            """);

        Assert.True((bool)server.Get("widgets", "other", "a")!["status"]!["ready"]!);
    }

    [Fact]
    public async Task A_wait_ends_when_the_status_is_as_expected()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var wait = server.WaitAsync("Widget", "default", "a", value => (bool?)value?["status"]?["ready"] is true);
        Assert.False(wait.IsCompleted);
        await api.Merge($"{Widgets.Path}/a/status", """{"status":{"ready":true}}""");

        Assert.NotNull(await wait.WaitAsync(Api.Limit));
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_shows_the_object()
    {
        await using var server = await Widgets.Start();
        server.Apply(Widgets.Json("a"));

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => server.WaitAsync("Widget", "default", "a", _ => false, TimeSpan.FromMilliseconds(1)));

        Assert.Contains("\"size\":1", error.Message, StringComparison.Ordinal);
    }
}
