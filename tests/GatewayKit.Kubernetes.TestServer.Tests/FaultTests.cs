using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_failure_concerns_its_verb_and_resource_as_often_as_it_says()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        server.Faults.Fail(429, "list", "services", times: 1, retryAfterSeconds: 7);

        await api.Get("/api/v1/secrets");
        using var failed = await api.Respond(HttpMethod.Get, "/api/v1/services");
        await api.Get("/api/v1/services");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (failed.StatusCode, failed.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task An_aborted_request_has_no_answer()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        using var fault = server.Faults.Abort("list");

        await Assert.ThrowsAsync<HttpRequestException>(() => api.Get("/api/v1/services"));

        // The client can send a request again if its connection breaks.
        Assert.InRange(fault.Count, 1, 4);
    }

    [Fact]
    public async Task A_hanging_request_is_answered_after_the_fault()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        var fault = server.Faults.Hang(resource: "services");

        var request = api.Get("/api/v1/services");
        await api.Get("/api/v1/secrets");
        Assert.False(request.IsCompleted);
        fault.Dispose();

        Assert.NotNull(await request.WaitAsync(Api.Limit));
    }

    [Fact]
    public async Task A_silent_watch_sends_its_events_later()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");
        var silence = server.Faults.SilenceWatches("widgets");

        server.Apply(Widgets.Json("a"));
        var next = watch.NextName();
        Assert.NotEmpty((System.Text.Json.Nodes.JsonArray)(await api.Get(Widgets.Path))["items"]!);
        Assert.False(next.IsCompleted);
        silence.Dispose();

        Assert.Equal("ADDED a", await next.WaitAsync(Api.Limit));
    }

    [Fact]
    public async Task An_aborted_watch_breaks()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Watches.Abort("widgets");

        await Assert.ThrowsAnyAsync<IOException>(() => watch.Next());
    }

    [Fact]
    public async Task A_cut_watch_breaks_in_the_middle_of_an_event()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Watches.Cut("widgets");

        await Assert.ThrowsAnyAsync<IOException>(() => watch.Next());
    }

    [Fact]
    public async Task An_expired_watch_ends_with_an_error_event()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Watches.Expire();

        Assert.Equal("ERROR", (string?)(await watch.Next())!["type"]);
        Assert.Null(await watch.Next());
    }

    [Fact]
    public async Task A_flood_is_as_many_events()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={server.Version}");

        server.Flood("Widget", "default", "a", 200);

        for (var number = 0; number < 200; number++)
            Assert.Equal("MODIFIED a", await watch.NextName());
    }

    [Fact]
    public async Task A_restarted_server_has_its_address_and_its_objects_but_no_past_events()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        var (address, version) = (server.Address, server.Version);
        server.Apply(Widgets.Json("b"));
        using var broken = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={version}");
        Assert.Equal("ADDED b", await broken.NextName());

        await server.StopAsync().WaitAsync(Api.Limit);
        await Assert.ThrowsAnyAsync<IOException>(() => broken.Next());
        await Assert.ThrowsAsync<HttpRequestException>(() => api.Get(Widgets.Path));
        await server.RestartAsync().WaitAsync(Api.Limit);

        Assert.Equal(address, server.Address);
        await api.Get($"{Widgets.Path}/a");
        using var watch = await api.Watch($"{Widgets.Path}?watch=1&resourceVersion={version}");
        Assert.Equal("ERROR", (string?)(await watch.Next())!["type"]);
    }

    [Fact]
    public async Task Requests_are_counted_by_verb_resource_and_client()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        api.Headers.UserAgent.ParseAdd("controller/1.0");
        server.Apply(Widgets.Json("a"));

        await api.Get(Widgets.Path);
        await api.Merge($"{Widgets.Path}/a/status", """{"status":{"ready":true}}""");
        await api.Merge($"{Widgets.Path}/a/status", """{"status":{"ready":true}}""");

        Assert.Equal((1, 2, 2), (server.Requests.Count("list"), server.Requests.Count("patch", "widgets/status"), server.Requests.Writes));
        Assert.Equal((3, 0), (server.Requests.Count(userAgent: "controller"), server.Requests.Count(userAgent: "kubectl")));
        Assert.Equal("a", server.Requests.Latest[^1].Name);
    }
}
