using System.Text.Json;

namespace GatewayKit.Plugins.Tests.CorrelationId;

public class CorrelationIdTests
{
    private const string Plugin = "{ name: correlation-id }";

    [Fact]
    public async Task A_request_without_an_id_gets_one_that_client_and_upstream_share()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));

        var answer = await host.GetAsync("/");

        Assert.True(Guid.TryParseExact(answer.Header("X-Correlation-Id"), "D", out var id));
        Assert.Equal((4, 0b10), (id.Version, id.Variant >> 2));
        Assert.Equal(answer.Header("X-Correlation-Id"), host.Upstream.Request.Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task Two_requests_have_two_ids()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));

        Assert.NotEqual((await host.GetAsync("/")).Header("X-Correlation-Id"), (await host.GetAsync("/")).Header("X-Correlation-Id"));
    }

    [Theory]
    [InlineData("order-42")]
    [InlineData("!")]
    [InlineData("~\"<>{}|\\^`,;=")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    public async Task A_client_s_own_id_is_kept(string id)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));

        Assert.Equal(id, (await host.GetAsync("/", ("X-Correlation-Id", id))).Header("X-Correlation-Id"));
        Assert.Equal(id, host.Upstream.Request.Header("X-Correlation-Id"));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task An_id_has_at_most_128_characters(int length, bool isKept)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));
        var id = new string('a', length);

        Assert.Equal(isKept, (await host.GetAsync("/", ("X-Correlation-Id", id))).Header("X-Correlation-Id") == id);
    }

    [Theory]
    [InlineData("X-Correlation-Id: two words")]
    [InlineData("X-Correlation-Id: a\tb")]
    [InlineData("X-Correlation-Id:")]
    [InlineData("X-Correlation-Id: \u00e4")]
    [InlineData("X-Correlation-Id: one\r\nX-Correlation-Id: one")]
    public async Task What_is_unfit_to_be_logged_is_replaced(string header)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));

        var response = await host.SendRawAsync("GET / HTTP/1.1", header);

        // A byte that is no UTF-8 the server itself answers with 400.
        if (response.StartsWith("HTTP/1.1 400", StringComparison.Ordinal))
            Assert.Empty(host.Upstream.Requests);
        else
            Assert.True(Guid.TryParseExact(host.Upstream.Request.Header("X-Correlation-Id"), "D", out _));
    }

    [Fact]
    public async Task The_header_can_have_another_name()
    {
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute("{ name: correlation-id, options: { header: X-Request-Id } }"));

        var answer = await host.GetAsync("/", ("x-request-id", "order-42"));

        Assert.Equal("order-42", answer.Header("X-Request-Id"));
        Assert.Null(answer.Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task Without_echo_only_the_upstream_gets_the_id()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute("{ name: correlation-id, options: { echo: false } }"));

        Assert.Null((await host.GetAsync("/")).Header("X-Correlation-Id"));
        Assert.NotNull(host.Upstream.Request.Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task The_upstream_s_own_id_does_not_reach_the_client()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin), setup => setup.WithUpstream(http =>
        {
            http.Response.Headers["X-Correlation-Id"] = "upstream's";
            return Task.CompletedTask;
        }));

        Assert.Equal("order-42", (await host.GetAsync("/", ("X-Correlation-Id", "order-42"))).Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task The_generator_trace_takes_the_id_of_the_client_s_trace()
    {
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute("{ name: correlation-id, options: { generator: trace } }"));

        var answer = await host.GetAsync("/", ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", answer.Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task A_refused_request_has_an_id_too()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: key-auth }", "{ name: correlation-id, options: { generator: trace } }"));

        var answer = await host.GetAsync("/");

        Assert.Equal(401, answer.Status);
        var problem = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Contains(answer.Header("X-Correlation-Id")!, problem.GetProperty("traceId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_upstream_has_an_id_too()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Plugin));
        await host.Upstream.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));

        var answer = await host.GetAsync("/", ("X-Correlation-Id", "order-42"));

        Assert.Equal((502, "order-42"), (answer.Status, answer.Header("X-Correlation-Id")));
    }

    [Theory]
    [InlineData("header: Content-Length", "options.header is 'Content-Length'; it must not be a header that frames or routes the message.")]
    [InlineData("header: host", "options.header is 'host'; it must not be a header that frames or routes the message.")]
    [InlineData("header: X_Consumer_Name",
        "options.header is 'X_Consumer_Name'; it must not be a header that tells the upstream who is calling.")]
    [InlineData("header: two words", "options.header is 'two words'; it must be a header name of 1 to 256 characters.")]
    [InlineData("header: ''", "options.header is ''; it must be a header name of 1 to 256 characters.")]
    [InlineData("generator: snowflake", "options.generator is 'snowflake'; it must be one of: uuid, trace.")]
    [InlineData("echo: sometimes", "options.echo is 'sometimes'; it must be true or false.")]
    public async Task A_wrong_option_is_named(string option, string message)
        => Assert.Equal([$"(correlation-id): {message}"],
            await PluginGateway.ErrorsOfAsync($"{{ name: correlation-id, options: {{ {option} }} }}"));
}
