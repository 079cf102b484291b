using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

public class MockTests
{
    [Fact]
    public async Task By_default_it_answers_200_with_nothing_and_says_that_it_is_a_mock()
    {
        await using var host = await StartAsync("{ name: mock }");

        var answer = await host.GetAsync("/");

        Assert.Equal((200, "", "?1", "0", null),
            (answer.Status, answer.Body, answer.Header("Gateway-Mocked"), answer.Header("Content-Length"), answer.Header("Content-Type")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task It_answers_what_it_is_told()
    {
        await using var host = await StartAsync("{ name: mock, options: { status: 418, contentType: application/json, body: "
            + "'{\"price\":42,\"ä\":1}', headers: { Cache-Control: no-store, X-A: b } } }");

        var answer = await host.GetAsync("/");

        Assert.Equal((418, "{\"price\":42,\"ä\":1}", "application/json"), (answer.Status, answer.Body, answer.Header("Content-Type")));
        Assert.Equal(("no-store", "b", "?1", "19"),
            (answer.Header("Cache-Control"), answer.Header("X-A"), answer.Header("Gateway-Mocked"), answer.Header("Content-Length")));
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_text()
    {
        await using var host = await StartAsync("{ name: mock, options: { body: hello } }");

        Assert.Equal("text/plain; charset=utf-8", (await host.GetAsync("/")).Header("Content-Type"));
    }

    [Fact]
    public async Task HEAD_has_the_head_alone()
    {
        await using var host = await StartAsync("{ name: mock, options: { body: hello } }");

        var answer = await host.SendAsync(HttpMethod.Head, "/");

        Assert.Equal((200, "", "5"), (answer.Status, answer.Body, answer.Header("Content-Length")));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_status_without_a_body_has_none(int status)
    {
        await using var host = await StartAsync($"{{ name: mock, options: {{ status: {status} }} }}");

        var answer = await host.GetAsync("/");

        Assert.Equal((status, "", "?1"), (answer.Status, answer.Body, answer.Header("Gateway-Mocked")));
    }

    [Fact]
    public async Task A_route_needs_no_cluster()
    {
        await using var host = await PluginGateway.StartAsync(
            "routes: { quote: { match: { path: /quote }, plugins: [ { name: mock, options: { body: hello } } ] } }");

        Assert.Equal("hello", (await host.GetAsync("/quote")).Body);
        Assert.Equal(404, (await host.GetAsync("/other")).Status);
    }

    [Fact]
    public async Task Any_method_and_body_is_answered()
    {
        await using var host = await StartAsync("{ name: mock, options: { status: 201 } }");
        using var content = new StringContent(new string('a', 100_000));

        using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(201, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_plugins_before_it_apply_to_its_answer()
    {
        await using var host = await StartAsync("{ name: mock }", "{ name: response-transform, options: { add: { headers: { X-A: b } } } }",
            "{ name: correlation-id }", "{ name: rate-limit, options: { limit: 1, window: 1h } }");

        var answer = await host.GetAsync("/", ("X-Correlation-Id", "order-42"));

        Assert.Equal((200, "b", "order-42", "\"default\";r=0;t=3600"),
            (answer.Status, answer.Header("X-A"), answer.Header("X-Correlation-Id"), answer.Header("RateLimit")));
        Assert.Equal(429, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_delayed_answer_comes_when_its_time_has_come_and_not_before()
    {
        var time = new WatchedTime(TimeSpan.FromHours(1));
        await using var host = await StartDelayedAsync(time);

        var answer = host.GetAsync("/");
        await time.IsSet;
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("late", (await answer).Body);
    }

    [Fact]
    public async Task A_client_that_goes_ends_the_delay()
    {
        var time = new WatchedTime(TimeSpan.FromHours(1));
        await using var host = await StartDelayedAsync(time);
        using var gone = new CancellationTokenSource();

        var answer = host.Client.GetAsync(new Uri("/", UriKind.Relative), gone.Token);
        await time.IsSet;
        await gone.CancelAsync();

        await time.IsGone;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData("status: 199", "options.status is 199; it must be between 200 and 599.")]
    [InlineData("status: 600", "options.status is 600; it must be between 200 and 599.")]
    [InlineData("status: 204, body: hello", "options.body can't be sent; a 204 doesn't have a body.")]
    [InlineData("contentType: ''", "options.contentType is ''; it must be a media type, such as application/json.")]
    [InlineData("contentType: \"text/plain\\r\\nX-A: b\"",
        "options.contentType is 'text/plain??X-A: b'; it must be a media type, such as application/json.")]
    [InlineData("headers: { content-type: text/plain }", "options.headers contains 'Content-Type'; set 'contentType' instead.")]
    [InlineData("headers: { Content-Length: '5' }",
        "options.headers names 'Content-Length'; it must not be a header that frames or routes the message.")]
    [InlineData("headers: { X-A: \"a\\nb\" }",
        "options.headers has an invalid value for 'X-A'; it must contain only printable ASCII characters, spaces and tabs.")]
    [InlineData("delay: 61m", "options.delay is 61m; it must be between 0s and 1h.")]
    [InlineData("delay: -1s", "options.delay is -1s; it must be between 0s and 1h.")]
    public async Task A_wrong_option_is_named(string options, string message)
        => Assert.Equal([$"(mock): {message}"], await PluginGateway.ErrorsOfAsync($"{{ name: mock, options: {{ {options} }} }}"));

    private static Task<GatewayTestHost> StartAsync(params string[] plugins) => PluginGateway.StartAsync(PluginGateway.OneRoute(plugins));

    private static Task<GatewayTestHost> StartDelayedAsync(TimeProvider time)
        => PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: mock, timeout: 2h, options: { delay: 1h, body: late } }"), setup => setup.WithTime(time));
}
