using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class PatchTests
{
    private const string Service = "/api/v1/namespaces/default/services/web";

    [Fact]
    public async Task A_merge_patch_sets_and_removes_members()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", """ "color":"red","steps":["x"] """));

        var (_, body) = await api.Merge($"{Widgets.Path}/a", """{"spec":{"color":null,"size":3,"steps":["y","z"]}}""");

        Assert.Equal("""{"steps":["y","z"],"size":3}""", Sorted(body["spec"], "steps", "size"));
    }

    [Fact]
    public async Task A_JSON_patch_runs_its_operations()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", """ "color":"red","steps":["x"] """));

        var (_, body) = await api.Send(HttpMethod.Patch, $"{Widgets.Path}/a", """
            [{"op":"test","path":"/spec/color","value":"red"},{"op":"remove","path":"/spec/color"},
             {"op":"add","path":"/spec/steps/-","value":"y"},{"op":"add","path":"/spec/steps/0","value":"w"},
             {"op":"replace","path":"/spec/size","value":4},{"op":"copy","from":"/spec/steps/0","path":"/spec/steps/-"}]
            """, "application/json-patch+json");

        Assert.Equal("""{"steps":["w","x","y","w"],"size":4}""", Sorted(body["spec"], "steps", "size"));
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/spec/size","value":2}]""")]
    [InlineData("""[{"op":"remove","path":"/spec/missing"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/steps/7","value":"x"}]""")]
    public async Task A_JSON_patch_that_does_not_fit_is_rejected(string patch)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", """ "steps":["x"] """));

        var (status, _) = await api.Send(HttpMethod.Patch, $"{Widgets.Path}/a", patch, "application/json-patch+json");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task A_strategic_merge_patch_merges_ports_by_number()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        server.Apply("""
            apiVersion: v1
            kind: Service
            metadata: { name: web }
            spec: { ports: [{ name: a, port: 80 }, { name: b, port: 81 }] }
            """);

        var (_, body) = await api.Send(HttpMethod.Patch, Service, """
            {"spec":{"ports":[{"port":80,"name":"c"},{"port":81,"$patch":"delete"},{"port":82,"name":"d"}]}}
            """, "application/strategic-merge-patch+json");

        Assert.Equal(["80 c", "82 d"], ((JsonArray)body["spec"]!["ports"]!).Select(p => $"{p!["port"]} {p["name"]}"));
    }

    [Fact]
    public async Task Custom_kinds_have_no_strategic_merge_patch()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (status, _) = await api.Send(HttpMethod.Patch, $"{Widgets.Path}/a", "{}", "application/strategic-merge-patch+json");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
    }

    [Fact]
    public async Task A_patch_cannot_change_what_belongs_to_the_server()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        var before = await api.Get($"{Widgets.Path}/a");

        var (_, body) = await api.Merge($"{Widgets.Path}/a",
            """{"metadata":{"creationTimestamp":"2000-01-01T00:00:00Z","generation":9,"managedFields":[]}}""");

        Assert.True(JsonNode.DeepEquals(before, body));
    }

    [Fact]
    public async Task A_patch_cannot_rename()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (status, _) = await api.Merge($"{Widgets.Path}/a", """{"metadata":{"name":"b"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Labels_that_become_empty_disappear()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a", "", ""","labels":{"x":"y"}"""));

        var (_, body) = await api.Merge($"{Widgets.Path}/a", """{"metadata":{"labels":{"x":null}}}""");

        Assert.False(((JsonObject)body["metadata"]!).ContainsKey("labels"));
    }

    private static string Sorted(JsonNode? value, params string[] names)
        => new JsonObject(names.Select(name => KeyValuePair.Create(name, value![name]?.DeepClone()))
            .Concat(((JsonObject)value!).Where(m => !names.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))))
            .ToJsonString();
}
