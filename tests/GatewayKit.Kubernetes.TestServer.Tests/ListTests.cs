using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class ListTests
{
    [Fact]
    public async Task A_list_has_the_objects_of_its_namespace_and_the_version_of_the_server()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Service("a", "one"), Service("b", "two"));

        var list = await api.Get("/api/v1/namespaces/b/services");

        Assert.Equal("ServiceList", (string?)list["kind"]);
        Assert.Equal($"{server.Version}", (string?)list["metadata"]!["resourceVersion"]);
        Assert.Equal(["two"], Names(list));
        Assert.Equal(["one", "two"], Names(await api.Get("/api/v1/services")));
    }

    [Fact]
    public async Task Items_of_core_kinds_have_no_kind_and_those_of_custom_kinds_have_it()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Service("default", "one"));
        server.Apply(Widgets.Json("w"));

        Assert.Null((await api.Get("/api/v1/services"))["items"]![0]!["kind"]);
        Assert.Equal("Widget", (string?)(await api.Get(Widgets.Path))["items"]![0]!["kind"]);
    }

    [Fact]
    public async Task Pages_show_the_state_of_the_first_page()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            server.Apply(Widgets.Json(name));

        var first = await api.Get($"{Widgets.Path}?limit=2");
        server.Delete("Widget", "default", "c");
        var second = await api.Get($"{Widgets.Path}?limit=2&continue={Token(first)}");
        var third = await api.Get($"{Widgets.Path}?limit=2&continue={Token(second)}");

        Assert.Equal(3, (int)first["metadata"]!["remainingItemCount"]!);
        Assert.Equal("abcde", string.Concat(Names(first).Concat(Names(second)).Concat(Names(third))));
        Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)third["metadata"]!["resourceVersion"]);
        Assert.Equal("", (string?)third["metadata"]!["continue"]);
    }

    [Fact]
    public async Task An_expired_page_fails_with_410_and_a_token_for_the_rest()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        foreach (var name in (string[])["a", "b", "c"])
            server.Apply(Widgets.Json(name));
        var first = await api.Get($"{Widgets.Path}?limit=2");
        server.Watches.ExpireContinueTokens();

        var (status, body) = await api.Send(HttpMethod.Get, $"{Widgets.Path}?limit=2&continue={Token(first)}");
        var rest = await api.Get($"{Widgets.Path}?limit=2&continue={Token(body)}");

        Assert.Equal((HttpStatusCode.Gone, "Expired"), (status, (string?)body["reason"]));
        Assert.Equal(["c"], Names(rest));
    }

    [Theory]
    [InlineData("labelSelector=app%3Da", "one")]
    [InlineData("labelSelector=app!%3Da", "two three")]
    [InlineData("labelSelector=app in (a,b)", "one two")]
    [InlineData("labelSelector=app notin (a)", "two three")]
    [InlineData("labelSelector=app,app!%3Da", "two")]
    [InlineData("labelSelector=!app", "three")]
    [InlineData("fieldSelector=metadata.name%3Dtwo", "two")]
    [InlineData("fieldSelector=spec.color%3Dred", "three")]
    public async Task Selectors_select(string query, string names)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("one", "", ""","labels":{"app":"a"}"""));
        server.Apply(Widgets.Json("two", "", ""","labels":{"app":"b"}"""));
        server.Apply(Widgets.Json("three", """ "color":"red" """));

        Assert.Equal(names.Split(' ').Order(), Names(await api.Get($"{Widgets.Path}?{query}")).Order());
    }

    [Fact]
    public async Task A_version_of_the_future_fails()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Send(HttpMethod.Get, "/api/v1/services?resourceVersion=999999");

        Assert.Equal((HttpStatusCode.GatewayTimeout, "Timeout"), (status, (string?)body["reason"]));
    }

    [Fact]
    public async Task A_list_of_any_version_ignores_the_limit()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("a"));
        server.Apply(Widgets.Json("b"));

        Assert.Equal(["a", "b"], Names(await api.Get($"{Widgets.Path}?limit=1&resourceVersion=0")));
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact")]
    [InlineData("resourceVersionMatch=Other&resourceVersion=1")]
    public async Task Options_that_contradict_each_other_are_rejected(string query)
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);

        var (status, body) = await api.Send(HttpMethod.Get, $"{Widgets.Path}?{query}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ListOptions"), (status, (string?)body["details"]!["kind"]));
    }

    [Fact]
    public async Task Each_version_of_a_kind_shows_the_same_objects()
    {
        await using var server = await Widgets.Start();
        using var api = new Api(server);
        server.Apply(Widgets.Json("w"));

        var list = await api.Get("/apis/example.com/v1beta1/widgets");

        Assert.Equal("example.com/v1beta1", (string?)list["items"]![0]!["apiVersion"]);
    }

    internal static JsonObject Service(string scope, string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["namespace"] = scope, ["name"] = name },
        ["spec"] = new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) },
    };

    private static IEnumerable<string?> Names(JsonObject list)
        => ((JsonArray)list["items"]!).Select(item => (string?)item!["metadata"]!["name"]);

    private static string Token(JsonObject body) => Uri.EscapeDataString((string)body["metadata"]!["continue"]!);
}
