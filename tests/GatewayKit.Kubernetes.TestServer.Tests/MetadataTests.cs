using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class MetadataTests
{
    [Fact]
    public async Task The_server_sets_identifier_version_time_and_generation()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var server = await Widgets.Start(new TestApiServerOptions { TimeProvider = time });
        using var api = new Api(server);

        var (status, body) = await api.Post(Widgets.Path, Widgets.Json("a", "", ""","uid":"mine","generation":7"""));

        var metadata = body["metadata"]!;
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True(Guid.TryParse((string?)metadata["uid"], out _));
        Assert.Equal("2030-01-02T03:04:05Z", (string?)metadata["creationTimestamp"]);
        Assert.Equal(($"{server.Version}", 1), ((string?)metadata["resourceVersion"], (int)metadata["generation"]!));
    }

    [Fact]
    public async Task The_generation_counts_changes_of_the_specification_only()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (_, labeled) = await api.Merge($"{Widgets.Path}/a", """{"metadata":{"labels":{"x":"y"}}}""");
        var (_, ready) = await api.Merge($"{Widgets.Path}/a/status", """{"status":{"ready":true}}""");
        var (_, changed) = await api.Merge($"{Widgets.Path}/a", """{"spec":{"size":2}}""");

        Assert.Equal([1, 1, 2], [Generation(labeled), Generation(ready), Generation(changed)]);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        var stale = await api.Get($"{Widgets.Path}/a");
        server.Apply(Widgets.Json("a", """ "size":2 """));

        var (put, body) = await api.Put($"{Widgets.Path}/a", stale);
        var (patch, _) = await api.Merge($"{Widgets.Path}/a",
            $$$"""{"metadata":{"resourceVersion":"{{{(string?)stale["metadata"]!["resourceVersion"]}}}"},"spec":{"size":3}}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, "Conflict"), (put, patch, (string?)body["reason"]));
    }

    [Fact]
    public async Task An_update_of_a_custom_kind_needs_a_version()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (status, body) = await api.Put($"{Widgets.Path}/a", Widgets.Json("a"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("metadata.resourceVersion", (string?)body["details"]!["causes"]![0]!["field"]);
    }

    [Fact]
    public async Task An_existing_name_is_a_conflict_and_a_missing_object_is_not_found()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        var (exists, existing) = await api.Post(Widgets.Path, Widgets.Json("a"));
        var (missing, _) = await api.Send(HttpMethod.Get, $"{Widgets.Path}/b");
        var (homeless, _) = await api.Post("/apis/example.com/v1/namespaces/none/widgets", Widgets.Json("a"));

        Assert.Equal((HttpStatusCode.Conflict, "AlreadyExists"), (exists, (string?)existing["reason"]));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (missing, homeless));
    }

    [Fact]
    public async Task A_prefix_gets_a_random_suffix()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (_, body) = await api.Post(Widgets.Path, """
            {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"generateName":"w-"},"spec":{}}
            """);

        Assert.Matches("^w-[a-z0-9]{5}$", (string?)body["metadata"]!["name"]);
    }

    [Theory]
    [InlineData("Upper", "metadata.name")]
    [InlineData("a_b", "metadata.name")]
    public async Task Invalid_names_are_rejected(string name, string field)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Post(Widgets.Path, Widgets.Json(name));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, (string?)body["details"]!["causes"]![0]!["field"]));
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Post($"{Widgets.Path}?dryRun=All", Widgets.Json("a"));

        Assert.Equal((HttpStatusCode.Created, 1), (status, (int)body["spec"]!["size"]!));
        Assert.Null(server.Get("Widget", "default", "a"));
    }

    [Fact]
    public async Task Tests_can_set_the_creation_time()
    {
        await using var server = await Widgets.Start();

        server.Apply(Widgets.Json("a", "", ""","creationTimestamp":"2020-01-01T00:00:00Z" """));

        Assert.Equal("2020-01-01T00:00:00Z", (string?)server.Get("Widget", "default", "a")!["metadata"]!["creationTimestamp"]);
    }

    private static int Generation(JsonObject body) => (int)body["metadata"]!["generation"]!;
}
