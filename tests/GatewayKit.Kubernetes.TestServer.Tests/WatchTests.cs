using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task A_watch_sends_the_changes_after_its_version()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("old"));
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Apply(Widgets.Json("a"));
        server.Apply(Widgets.Json("a", """ "size":2 """));
        server.Delete("Widget", "default", "a");

        Assert.Equal("ADDED a", await watch.NextName());
        Assert.Equal("MODIFIED a", await watch.NextName());
        var last = await watch.Next();
        Assert.Equal(("DELETED", 2, $"{server.Version}"), ((string?)last!["type"], (int)last["object"]!["spec"]!["size"]!,
            (string?)last["object"]!["metadata"]!["resourceVersion"]));
    }

    [Fact]
    public async Task A_watch_of_a_past_version_replays_its_events()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        var version = server.Version;
        server.Apply(Widgets.Json("a"));
        server.Apply(Widgets.Json("b"));

        using var watch = await api.Watch($"{Widgets.Path}?watch=true&resourceVersion={version}");

        Assert.Equal("ADDED a", await watch.NextName());
        Assert.Equal("ADDED b", await watch.NextName());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task A_watch_without_a_version_begins_with_all_objects(string query)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        using var watch = await api.Watch($"{Widgets.Path}?watch=1{query}");

        Assert.Equal("ADDED a", await watch.NextName());
    }

    [Fact]
    public async Task A_watch_list_ends_its_initial_events_with_a_bookmark()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));

        using var watch = await api.Watch(
            $"{Widgets.Path}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        Assert.Equal("ADDED a", await watch.NextName());
        var end = await watch.Next();
        Assert.Equal("BOOKMARK", (string?)end!["type"]);
        Assert.Equal("true", (string?)end["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
        Assert.Equal($"{server.Version}", (string?)end["object"]!["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task An_older_server_rejects_a_watch_list()
    {
        await using var server = await TestApiServer.StartAsync(new TestApiServerOptions { SupportsWatchList = false });
        using var api = new Api(server);

        var (status, _) = await api.Send(
            HttpMethod.Get, "/api/v1/services?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task A_forgotten_version_ends_the_watch_with_an_error_event()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        var version = server.Version;
        server.Apply(Widgets.Json("a"));
        server.Watches.Forget();

        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={version}");

        var error = await watch.Next();
        Assert.Equal(("ERROR", 410, "Expired"),
            ((string?)error!["type"], (int)error["object"]!["code"]!, (string?)error["object"]!["reason"]));
        Assert.Null(await watch.Next());
    }

    [Fact]
    public async Task A_forgotten_version_can_also_be_an_HTTP_status()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Faults.ReportsExpiryAsStatus = true;

        var (status, _) = await api.Send(HttpMethod.Get, $"{Widgets.Path}?watch=1&resourceVersion=1");

        Assert.Equal(HttpStatusCode.Gone, status);
    }

    [Fact]
    public async Task An_object_that_leaves_the_selector_is_deleted_for_the_watch()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&labelSelector=app%3Da&resourceVersion={server.Version}");

        server.Apply(Widgets.Json("w", "", ""","labels":{"app":"b"}"""));
        server.Apply(Widgets.Json("w", "", ""","labels":{"app":"a"}"""));
        server.Apply(Widgets.Json("w", """ "size":2 """, ""","labels":{"app":"b"}"""));

        Assert.Equal("ADDED w", await watch.NextName());
        var left = await watch.Next();
        Assert.Equal(("DELETED", "a", $"{server.Version}"), ((string?)left!["type"],
            (string?)left["object"]!["metadata"]!["labels"]!["app"], (string?)left["object"]!["metadata"]!["resourceVersion"]));
    }

    [Fact]
    public async Task A_watch_ends_normally_after_its_timeout()
    {
        var time = new FakeTimeProvider();
        await using var server = await Widgets.Start(new TestApiServerOptions { TimeProvider = time });
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&timeoutSeconds=5&resourceVersion={server.Version}");

        server.Apply(Widgets.Json("a"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("ADDED a", await watch.NextName());
        Assert.Null(await watch.Next());
    }

    [Fact]
    public async Task Bookmarks_come_in_their_interval_to_those_who_asked()
    {
        var time = new FakeTimeProvider();
        await using var server = await Widgets.Start(new TestApiServerOptions { TimeProvider = time });
        using var api = new Api(server);
        using var with = await api.Watch($"{Widgets.Path}?watch=1&allowWatchBookmarks=true&resourceVersion={server.Version}");
        using var without = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Apply(Widgets.Json("a"));
        var version = server.Version;
        server.Apply(ListTests.Service("default", "other"));
        time.Advance(TimeSpan.FromMinutes(1));
        server.Watches.SendBookmarks("widgets");
        server.Watches.End("widgets");

        Assert.Equal("ADDED a", await with.NextName());
        var bookmark = await with.Next();
        Assert.Equal(("BOOKMARK", $"{version}", "Widget"), ((string?)bookmark!["type"],
            (string?)bookmark["object"]!["metadata"]!["resourceVersion"], (string?)bookmark["object"]!["kind"]));
        Assert.Equal("BOOKMARK", (string?)(await with.Next())!["type"]);
        Assert.Equal("ADDED a", await without.NextName());
        Assert.Null(await without.Next());
    }

    [Fact]
    public async Task A_kind_without_events_gets_no_bookmarks()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&allowWatchBookmarks=true&resourceVersion={server.Version}");

        server.Apply(ListTests.Service("default", "other"));
        server.Watches.SendBookmarks();
        server.Watches.End("widgets");

        Assert.Null(await watch.Next());
    }

    [Fact]
    public async Task A_change_without_effect_is_no_event()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        var version = server.Version;
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={version}");

        var (_, body) = await api.Merge($"{Widgets.Path}/a", """{"spec":{"size":1}}""");
        server.Watches.End("widgets");

        Assert.Equal($"{version}", (string?)body["metadata"]!["resourceVersion"]);
        Assert.Equal(version, server.Version);
        Assert.Null(await watch.Next());
    }
}
