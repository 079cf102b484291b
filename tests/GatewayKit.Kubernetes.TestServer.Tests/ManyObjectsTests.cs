using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class ManyObjectsTests
{
    /// <summary>A list and the watches send the bytes that were written once, so they allocate little more than buffers.</summary>
    [Fact]
    public async Task Objects_are_serialized_once()
    {
        await using var server = await Widgets.Start();
        for (var number = 0; number < 500; number++)
            server.Apply(Widgets.Json($"w{number}"));
        using var api = new Api(server);
        var list = await api.Get(Widgets.Path);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1");

        Assert.Equal(500, ((JsonArray)list["items"]!).Count);
        for (var number = 0; number < 500; number++)
            Assert.True(JsonNode.DeepEquals(list["items"]![number], (await watch.Next())!["object"]));
    }

    [Fact]
    public async Task A_long_list_is_compressed_if_the_client_wants_it()
    {
        await using var server = await Widgets.Start();
        server.Apply("{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { a: " + new string('x', 200_000) + " } }");
        using var api = new Api(server);
        api.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await api.Respond(HttpMethod.Get, "/api/v1/configmaps");

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
    }
}
