using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class DefinitionTests
{
    [Fact]
    public async Task Defaults_are_set_and_unknown_members_are_dropped_with_a_warning()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        using var response = await api.Respond(HttpMethod.Post, Widgets.Path,
            Widgets.Json("a", """ "parts":[{"name":"x"}],"strange":1,"free":{"any":{"thing":1}} """));
        var spec = server.Get("Widget", "default", "a")!["spec"]!;

        Assert.Equal((1, "TCP"), ((int)spec["size"]!, (string?)spec["parts"]![0]!["protocol"]));
        Assert.Null(spec["strange"]);
        Assert.Equal(1, (int)spec["free"]!["any"]!["thing"]!);
        Assert.Equal("299 - \"unknown field \\\"spec.strange\\\"\"", response.Headers.GetValues("Warning").Single());
    }

    [Fact]
    public async Task Strict_validation_rejects_unknown_members()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Post($"{Widgets.Path}?fieldValidation=Strict", Widgets.Json("a", """ "strange":1 """));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("unknown field \"spec.strange\"", (string?)body["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "size":"2" """, "FieldValueTypeInvalid", "spec.size")]
    [InlineData(""" "size":0 """, "FieldValueInvalid", "spec.size")]
    [InlineData(""" "size":11 """, "FieldValueInvalid", "spec.size")]
    [InlineData(""" "color":"green" """, "FieldValueNotSupported", "spec.color")]
    [InlineData(""" "name":"ABC" """, "FieldValueInvalid", "spec.name")]
    [InlineData(""" "name":"abcdef" """, "FieldValueTooLong", "spec.name")]
    [InlineData(""" "weight":true """, "FieldValueTypeInvalid", "spec.weight")]
    [InlineData(""" "parts":[{}] """, "FieldValueRequired", "spec.parts[0].name")]
    [InlineData(""" "parts":[{"name":"x"},{"name":"x"}] """, "FieldValueDuplicate", "spec.parts[1]")]
    [InlineData(""" "parts":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}] """, "FieldValueTooMany", "spec.parts")]
    [InlineData(""" "tags":["x","x"] """, "FieldValueDuplicate", "spec.tags[1]")]
    public async Task Invalid_values_are_rejected_with_their_field(string spec, string reason, string field)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Post(Widgets.Path, Widgets.Json("a", spec));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (status, (string?)body["reason"]));
        var cause = body["details"]!["causes"]![0]!;
        Assert.Equal((reason, field), ((string?)cause["reason"], (string?)cause["field"]));
    }

    [Fact]
    public async Task A_null_is_an_absent_value()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (_, body) = await api.Post(Widgets.Path, Widgets.Json("a", """ "size":null,"steps":null """));

        Assert.False(((JsonObject)body["spec"]!).ContainsKey("steps"));
        Assert.Equal(1, (int)body["spec"]!["size"]!);
    }

    [Fact]
    public async Task A_definition_adds_and_removes_its_kinds_while_the_server_runs()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Respond(HttpMethod.Get, Widgets.Path)).StatusCode);

        server.Apply(Widgets.Definition);
        server.Apply(Widgets.Json("a"));
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");
        Assert.Equal("True", (string?)server.Get("crd", null, "widgets.example.com")!["status"]!["conditions"]![1]!["status"]);
        await api.Delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");

        Assert.Equal("DELETED a", await watch.NextName());
        Assert.Equal(HttpStatusCode.NotFound, (await api.Respond(HttpMethod.Get, Widgets.Path)).StatusCode);
    }

    [GatewayApiFact]
    public async Task The_definitions_of_Gateway_API_set_their_defaults()
    {
        await using var server = await TestApiServer.StartAsync(new TestApiServerOptions { Definitions = [GatewayApi.Folder!] });

        server.Apply("""
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: { name: r }
            spec:
              parentRefs: [{ name: gw }]
              rules: [{ backendRefs: [{ name: web, port: 80 }] }]
            """);

        var spec = server.Get("HTTPRoute", "default", "r")!["spec"]!;
        Assert.Equal("Gateway", (string?)spec["parentRefs"]![0]!["kind"]);
        Assert.Equal("""{"path":{"type":"PathPrefix","value":"/"}}""", spec["rules"]![0]!["matches"]![0]!.ToJsonString());
        Assert.Equal(1, (int)spec["rules"]![0]!["backendRefs"]![0]!["weight"]!);
    }

    [GatewayApiFact]
    public async Task The_definitions_of_Gateway_API_reject_invalid_listeners()
    {
        await using var server = await TestApiServer.StartAsync(new TestApiServerOptions { Definitions = [GatewayApi.Folder!] });
        using var api = new Api(server);

        var (status, body) = await api.Post("/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways", """
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"g"},
             "spec":{"gatewayClassName":"x","listeners":[{"name":"a","port":0,"protocol":"HTTP"},{"name":"a","port":80,"protocol":"HTTP"}]}}
            """);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["spec.listeners[0].port", "spec.listeners[1]"],
            ((JsonArray)body["details"]!["causes"]!).Select(cause => (string?)cause!["field"]));
    }
}
