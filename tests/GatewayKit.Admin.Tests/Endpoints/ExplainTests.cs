using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class ExplainTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_request_of_a_consumer_meets_its_route_and_the_plugins_of_its_groups()
    {
        var answer = await ExplainAsync("""{ "url": "/orders/7?x=1", "headers": { "X-Api-Key": "alice-secret-key" } }""");

        Assert.Equal("orders", (string?)answer.Json["route"]!["id"]);
        Assert.Equal("alice", (string?)answer.Json["consumer"]);
        Assert.Equal(["key-auth", "request-transform", "request-transform"],
            answer.Json["plugins"]!.AsArray().Select(plugin => (string?)plugin!["name"]));
        Assert.Equal("de", (string?)answer.Json["plugins"]!.AsArray()
            .Single(plugin => (string?)plugin!["scope"] == "route")!["options"]!["add"]!["headers"]!["Accept-Language"]);
        Assert.EndsWith("/orders/7?***", (string?)answer.Json["upstreamUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_key_is_rejected_with_the_reason()
    {
        var answer = await ExplainAsync("""{ "method": "POST", "url": "https://shop.example/orders/7" }""");

        Assert.Equal((200, 401), (answer.Status, (int?)answer.Json["refused"]));
        Assert.Equal("key-auth", (string?)answer.Json["refusedBy"]!["name"]);
    }

    [Theory]
    [InlineData("""{ "url": "orders" }""", "url: it must be a path such as /orders/7, or start with http:// or https://.")]
    [InlineData("""{ "url": "/", "method": "G T" }""", "method: it must be a method such as GET.")]
    [InlineData("""{ "url": "/", "headers": { "X": "secret\nline" } }""", "headers: each must have a valid name, and a value on one line.")]
    [InlineData("""{ }""", "The body: 'url' is required.")]
    [InlineData("""{ "url": "/", "body": "secret" }""", "body: 'body' isn't a known key.")]
    [InlineData("""{ "url": 5 }""", "url: the JSON isn't valid here.")]
    [InlineData("""[ ]""", "The body: the JSON isn't valid here.")]
    public async Task A_malformed_body_is_a_problem_without_its_values(string body, string detail)
    {
        var answer = await ExplainAsync(body);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
        Assert.NotEmpty(answer.Json["errors"]!.AsArray());
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem()
        => Assert.Equal(413, (await ExplainAsync($$"""{ "url": "/{{new string('x', 70_000)}}" }""")).Status);

    [Fact]
    public async Task A_body_that_is_not_JSON_is_a_problem()
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/v1/explain");

        Assert.Equal((415, "The Content-Type must be application/json."), (answer.Status, answer.Detail));
    }

    private Task<AdminAnswer> ExplainAsync(string body) => _host.SendAsync(HttpMethod.Post, "/v1/explain", null, body);
}
