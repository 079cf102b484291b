using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class ServerSideApplyTests
{
    private const string Path = $"{Widgets.Path}/a";

    [Fact]
    public async Task Apply_creates_a_missing_object()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (first, body) = await api.Apply(Path, Applied("size: 2"));
        var (second, same) = await api.Apply(Path, Applied("size: 2"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, second));
        Assert.Equal((string?)body["metadata"]!["resourceVersion"], (string?)same["metadata"]!["resourceVersion"]);
        var manager = body["metadata"]!["managedFields"]![0]!;
        Assert.Equal(("a", "Apply", """{"f:spec":{"f:size":{}}}"""),
            ((string?)manager["manager"], (string?)manager["operation"], manager["fieldsV1"]!.ToJsonString()));
    }

    [Fact]
    public async Task Apply_removes_what_its_manager_no_longer_applies()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("color: red, parts: [{ name: x, port: 1 }, { name: w, port: 2 }]"));
        await api.Merge(Path, """{"spec":{"name":"other"}}""");

        var (_, body) = await api.Apply(Path, Applied("parts: [{ name: w, port: 3 }]"));

        Assert.Null(body["spec"]!["color"]);
        Assert.Equal(("other", """[{"name":"w","port":3,"protocol":"TCP"}]"""),
            ((string?)body["spec"]!["name"], body["spec"]!["parts"]!.ToJsonString()));
    }

    [Fact]
    public async Task Items_of_a_list_map_belong_to_different_managers()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("parts: [{ name: x, port: 1 }]"), "fieldManager=a");
        await api.Apply(Path, Applied("parts: [{ name: w, port: 2 }]"), "fieldManager=b");

        var (_, body) = await api.Apply(Path, Applied("size: 1"), "fieldManager=a");

        Assert.Equal(["w"], ((JsonArray)body["spec"]!["parts"]!).Select(part => (string?)part!["name"]));
    }

    [Fact]
    public async Task A_field_of_another_manager_is_a_conflict_unless_forced()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("size: 2, steps: [x]"), "fieldManager=a");

        var (status, body) = await api.Apply(Path, Applied("size: 3, steps: [z]"), "fieldManager=b");
        var (forced, taken) = await api.Apply(Path, Applied("size: 3"), "fieldManager=b&force=true");
        var (back, _) = await api.Apply(Path, Applied("size: 2, steps: [x]"), "fieldManager=a");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict), (status, forced, back));
        Assert.Equal("Apply failed with 2 conflicts: conflicts with \"a\":\n- .spec.size\n- .spec.steps", (string?)body["message"]);
        Assert.Equal([".spec.size", ".spec.steps"],
            ((JsonArray)body["details"]!["causes"]!).Select(cause => (string?)cause!["field"]));
        Assert.Equal(3, (int)taken["spec"]!["size"]!);
    }

    [Fact]
    public async Task Equal_values_are_shared_without_a_conflict()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("size: 2"), "fieldManager=a");

        var (status, _) = await api.Apply(Path, Applied("size: 2"), "fieldManager=b");
        var (_, body) = await api.Apply(Path, Applied(""), "fieldManager=a");

        Assert.Equal((HttpStatusCode.OK, 2), (status, (int)body["spec"]!["size"]!));
    }

    [Fact]
    public async Task An_update_takes_the_fields_that_it_changes()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("size: 2, color: red"), "fieldManager=a");
        await api.Merge($"{Path}?fieldManager=b", """{"spec":{"size":3}}""");

        var (status, body) = await api.Apply(Path, Applied("size: 2, color: red"), "fieldManager=a");

        Assert.Equal((HttpStatusCode.Conflict, ".spec.size"), (status, (string?)body["details"]!["causes"]![0]!["field"]));
    }

    [Fact]
    public async Task The_status_has_its_own_managers()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        await api.Apply(Path, Applied("size: 2"), "fieldManager=a");

        var (status, body) = await api.Apply($"{Path}/status",
            "{ apiVersion: example.com/v1, kind: Widget, metadata: { name: a }, status: { ready: true, note: x } }", "fieldManager=s");
        var (_, dropped) = await api.Apply($"{Path}/status",
            "{ apiVersion: example.com/v1, kind: Widget, metadata: { name: a }, status: { ready: true } }", "fieldManager=s");

        Assert.Equal((HttpStatusCode.OK, true, 2), (status, (bool)body["status"]!["ready"]!, (int)body["spec"]!["size"]!));
        Assert.Equal("status", (string?)body["metadata"]!["managedFields"]![1]!["subresource"]);
        Assert.Null(dropped["status"]!["note"]);
    }

    [Fact]
    public async Task Apply_needs_the_name_of_a_manager()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, _) = await api.Apply(Path, Applied(""), "");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Unknown_fields_and_other_names_cannot_be_applied()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (unknown, body) = await api.Apply(Path, Applied("strange: 1"));
        var (renamed, _) = await api.Apply($"{Widgets.Path}/b", Applied("size: 1"));

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.BadRequest), (unknown, renamed));
        Assert.EndsWith(".spec.strange: field not declared in schema", (string?)body["message"], StringComparison.Ordinal);
    }

    private static string Applied(string spec)
        => $"{{ apiVersion: example.com/v1, kind: Widget, metadata: {{ name: a }}, spec: {{ {spec} }} }}";
}
