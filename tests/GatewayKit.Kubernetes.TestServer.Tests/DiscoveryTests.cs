using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Groups_versions_and_resources_are_described()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var group = await api.Get("/apis/example.com");
        var resources = await api.Get("/apis/example.com/v1");

        Assert.Equal("example.com/v1", (string?)group["preferredVersion"]!["groupVersion"]);
        Assert.Equal(["widgets", "widgets/status"], ((JsonArray)resources["resources"]!).Select(r => (string?)r!["name"]));
        Assert.Contains("v1", ((JsonArray)(await api.Get("/api"))["versions"]!).Select(v => (string?)v));
        Assert.Contains("example.com", ((JsonArray)(await api.Get("/apis"))["groups"]!).Select(g => (string?)g!["name"]));
    }

    [Fact]
    public async Task All_groups_come_in_one_document_on_request()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        api.Headers.Accept.ParseAdd("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");

        var groups = (JsonArray)(await api.Get("/apis"))["items"]!;

        var widgets = groups.Single(g => (string?)g!["metadata"]!["name"] == "example.com")!["versions"]![0]!["resources"]![0]!;
        Assert.Equal(("widgets", "status"), ((string?)widgets["resource"], (string?)widgets["subresources"]![0]!["subresource"]));
    }

    [Fact]
    public async Task A_table_has_the_columns_of_its_kind()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        server.Apply(ListTests.Service("default", "web"));
        api.Headers.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");

        var table = await api.Get("/api/v1/namespaces/default/services");

        Assert.Equal(["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age"],
            ((JsonArray)table["columnDefinitions"]!).Select(c => (string?)c!["name"]));
        Assert.Equal(["web", "ClusterIP"], ((JsonArray)table["rows"]![0]!["cells"]!).Take(2).Select(c => (string?)c));
    }

    [Theory]
    [InlineData("/readyz")]
    [InlineData("/version")]
    [InlineData("/openapi/v3")]
    [InlineData("/openapi/v3/apis/example.com/v1")]
    public async Task The_other_paths_answer(string path)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        using var response = await api.Respond(HttpMethod.Get, path);

        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }
}
