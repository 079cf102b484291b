using System.Net.Http.Json;
using System.Text.Json;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class DocumentMockTests : IDisposable
{
    private readonly ApiFile _api = new();

    [Fact]
    public async Task An_operation_is_answered_from_its_examples()
    {
        await using var host = await StartAsync(_api.Entry());

        var answer = await host.GetAsync("/pets");

        Assert.Equal((200, "[{\"name\":\"Tom\"}]", "application/json"), (answer.Status, answer.Body, answer.Header("Content-Type")));
        Assert.Equal(("?1", "2", null, null),
            (answer.Header("Gateway-Mocked"),
                answer.Header("X-Total"), answer.Header("Gateway-Violations"), answer.Header("Preference-Applied")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("/pets?limit=0", 422)]
    [InlineData("/dogs", 404)]
    [InlineData("/v1/pets", 200)]
    public async Task The_document_decides(string target, int status)
    {
        await using var host = await StartAsync(_api.Entry());

        var answer = await host.GetAsync(target);

        Assert.Equal((status, "?1"), (answer.Status, answer.Header("Gateway-Mocked")));
    }

    [Fact]
    public async Task A_problem_lists_every_violation_and_the_trace_id()
    {
        await using var host = await StartAsync(_api.Entry());

        var answer = await host.GetAsync("/pets?limit=0");

        var problem = JsonElement.Parse(answer.Body);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal(["type", "title", "status", "detail", "traceId", "validation"], problem.EnumerateObject().Select(m => m.Name));
        Assert.Equal("""["query","limit"]""", problem.GetProperty("validation")[0].GetProperty("location").GetRawText());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.Contains("\"request/query/limit\"", answer.Header("Gateway-Violations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_has_the_head_of_GET()
    {
        await using var host = await StartAsync(_api.Entry());

        var (get, head) = (await host.SendRawAsync("GET /pets HTTP/1.1"), await host.SendRawAsync("HEAD /pets HTTP/1.1"));

        Assert.Contains("Content-Length: 16\r\n", get, StringComparison.Ordinal);
        Assert.Equal(Fields(get), Fields(head));
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);

        static string[] Fields(string response)
            => [.. response[..response.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
                .Split("\r\n")
                .Where(f => !f.StartsWith("Date:", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task The_method_and_the_credentials_are_asked_for()
    {
        await using var host = await StartAsync(_api.Entry());

        var delete = await host.SendAsync(HttpMethod.Delete, "/pets");
        var post = await host.SendAsync(HttpMethod.Post, "/pets");

        Assert.Equal((405, "GET, HEAD, OPTIONS, POST"), (delete.Status, delete.Header("Allow")));
        Assert.Equal((401, "Key realm=\"*\""), (post.Status, post.Header("WWW-Authenticate")));
    }

    [Fact]
    public async Task Bodies_are_validated()
    {
        await using var host = await StartAsync(_api.Entry());
        host.Client.DefaultRequestHeaders.Add("X-Api-Key", "any");

        using var good = await host.Client
            .PostAsJsonAsync(new Uri("/pets", UriKind.Relative), new Dictionary<string, string> { ["name"] = "Rex" })
            .WaitAsync(TimeSpan.FromSeconds(60));
        using var bad = await host.Client
            .PostAsJsonAsync(new Uri("/pets", UriKind.Relative), new Dictionary<string, string>())
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((201, 422), ((int)good.StatusCode, (int)bad.StatusCode));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read()
    {
        await using var host = await StartAsync(_api.Entry());
        using var content = new ByteArrayContent(new byte[8 * 1024 * 1024 + 1]);

        using var response = await host.Client.PostAsync(new Uri("/pets", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task Behind_the_gateways_own_authentication_no_credentials_are_asked_for()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: key-auth, options: { headers: [X-Gateway-Key] } }", _api.Entry("validateRequests: false"))
            + "consumers: { alice: { credentials: { key-auth: [ { key: secret-of-alice } ] } } }");

        Assert.Equal(201, (await host.SendAsync(HttpMethod.Post, "/pets", ("X-Gateway-Key", "secret-of-alice"))).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Post, "/pets")).Status);
    }

    [Fact]
    public async Task The_client_chooses_and_is_told()
    {
        await using var host = await StartAsync(_api.Entry());

        var down = await host.GetAsync("/pets", ("Prefer", "code=503"));
        var none = await host.GetAsync("/pets?__example=none");

        Assert.Equal((503, "down", "code=503"), (down.Status, down.Body, down.Header("Preference-Applied")));
        Assert.Equal("[]", none.Body);
    }

    [Fact]
    public async Task An_answer_that_violates_the_document_says_so_or_is_a_problem()
    {
        await using var lenient = await StartAsync(_api.Entry());
        await using var strict = await StartAsync(_api.Entry("errors: true"));

        Assert.Equal("\"response/body/0\";code=\"required\"",
            (await lenient.GetAsync("/pets?__example=wrong")).Header("Gateway-Violations"));
        Assert.Equal(500, (await strict.GetAsync("/pets?__example=wrong")).Status);
    }

    [Fact]
    public async Task Single_operations_can_differ()
    {
        await using var host = await StartAsync(_api.Entry("operations: { listPets: { status: 503 } }"));

        Assert.Equal((503, "down"), Of(await host.GetAsync("/pets")));

        static (int, string) Of(Answer answer) => (answer.Status, answer.Body);
    }

    [Fact]
    public async Task A_share_of_answers_fails()
    {
        await using var host = await StartAsync(_api.Entry("errorRate: 1, seed: 1"));

        Assert.Equal((503, "down"), ((await host.GetAsync("/pets")).Status, (await host.GetAsync("/pets")).Body));
    }

    [Fact]
    public async Task The_plugins_before_it_apply_to_its_answer()
    {
        await using var host = await StartAsync("{ name: response-transform, options: { add: { headers: { X-A: b } } } }", _api.Entry());

        Assert.Equal("b", (await host.GetAsync("/pets")).Header("X-A"));
    }

    [Fact]
    public async Task Several_documents_stand_under_paths_of_their_own()
    {
        using var other = new ApiFile("""
            openapi: 3.1.0
            info: { title: Dogs, version: "1" }
            paths: { /pets: { get: { responses: { 200: { description: ok, content: { text/plain: { example: dogs } } } } } } }
            """);
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
              pets: { match: { path: "/cats/{**rest}" }, plugins: [ {{_api.Entry()}} ] }
              dogs: { match: { path: "/dogs/v{version}/{**rest}" }, plugins: [ {{other.Entry()}} ] }
            """);

        Assert.Equal("[{\"name\":\"Tom\"}]", (await host.GetAsync("/cats/pets")).Body);
        Assert.Equal("[{\"name\":\"Tom\"}]", (await host.GetAsync("/cats/v1/pets")).Body);
        Assert.Equal(404, (await host.GetAsync("/dogs/v2/pets")).Status);
    }

    public void Dispose() => _api.Dispose();

    private static Task<GatewayTestHost> StartAsync(params string[] plugins) => PluginGateway.StartAsync(PluginGateway.OneRoute(plugins));
}
