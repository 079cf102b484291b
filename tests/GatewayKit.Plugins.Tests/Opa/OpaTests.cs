using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Opa;

public sealed class OpaTests : IAsyncLifetime
{
    private const string Alice = """
        consumers: { alice: { groups: [gold], credentials: { key-auth: [ { key: alice-key } ] } } }
        groups: { gold: {} }

        """;

    private TestService _opa = null!;
    private string _result = "{}";
    private string _input = "";

    public async Task InitializeAsync() => _opa = await TestService.StartAsync(async http =>
    {
        using var reader = new StreamReader(http.Request.Body);
        _input = await reader.ReadToEndAsync();
        await http.Response.WriteAsync(_result);
    });

    public Task DisposeAsync() => _opa.DisposeAsync().AsTask();

    [Fact]
    public async Task Only_a_result_that_allows_lets_the_request_pass()
    {
        await using var host = await StartAsync();
        foreach (var (result, status) in ((string, int)[])
        [
            ("""{"result":true}""", 200),
            ("""{"result":{"allow":true,"reason":"fine"}}""", 200),
            ("""{"result":false}""", 403),
            ("""{"result":"true"}""", 403),
            ("""{"result":1}""", 403),
            ("""{"result":null}""", 403),
            ("""{"result":[true]}""", 403),
            ("""{"result":{}}""", 403),
            ("""{"result":{"allow":"true"}}""", 403),
            ("""{"result":{"allow":false}}""", 403),
            ("{}", 403),
            ("[]", 403),
            ("true", 403),
            ("""{"result":true,"result":false}""", 503),
            ("""{"result":false,"result":true}""", 503),
            ("""{"result":{"allow":false,"allow":true}}""", 503),
            ("", 503),
            ("{", 503),
            ("<html>", 503),
            (new string('[', 100_000), 503),
            ("""{"result":true}""" + new string(' ', 70_000), 503),
        ])
        {
            host.Upstream.Forget();
            _result = result;
            Assert.Equal((result, status), (result, (await host.GetAsync("/", ("X-Api-Key", "alice-key"))).Status));
            Assert.Equal(status == 200 ? 1 : 0, host.Upstream.Requests.Count);
        }
    }

    [Fact]
    public async Task The_policy_sees_the_request_the_caller_and_the_route()
    {
        _result = """{"result":true}""";
        await using var host = await StartAsync("headers: [X-Tenant], token: opa-token");

        Assert.Equal(200, (await host.GetAsync(
            "/orders/7?a=1&a=2", ("X-Api-Key", "alice-key"), ("X-Tenant", "north"), ("Cookie", "secret=1"))).Status);

        var input = JsonDocument.Parse(_input).RootElement.GetProperty("input");
        var request = input.GetProperty("request");
        Assert.Equal(
            ("GET", "/orders/7", "[\"orders\",\"7\"]", "{\"a\":[\"1\",\"2\"]}", "{\"x-tenant\":[\"north\"]}", "127.0.0.1"),
            (request.GetProperty("method").GetString(), request.GetProperty("path").GetString(),
                request.GetProperty("segments").GetRawText(), request.GetProperty("query").GetRawText(),
                request.GetProperty("headers").GetRawText(), request.GetProperty("address").GetString()));
        Assert.Equal(("alice", "[\"gold\"]", "all"),
            (input.GetProperty("consumer").GetProperty("name").GetString(),
                input.GetProperty("consumer").GetProperty("groups").GetRawText(),
                input.GetProperty("route").GetProperty("id").GetString()));
        Assert.Equal("Bearer opa-token", _opa.Requests.Single()["Authorization"]);
        Assert.DoesNotContain("secret", _input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_sees_the_names_of_a_query_with_their_case()
    {
        _result = """{"result":true}""";
        await using var host = await StartAsync();

        Assert.Equal(200, (await host.GetAsync("/?Role=user&role=admin&r%6Fle=b&&x", ("X-Api-Key", "alice-key"))).Status);

        Assert.Equal("""{"Role":["user"],"role":["admin","b"],"x":[""]}""",
            JsonDocument.Parse(_input).RootElement.GetProperty("input").GetProperty("request").GetProperty("query").GetRawText());
    }

    [Theory]
    [InlineData(201)]
    [InlineData(206)]
    [InlineData(307)]
    public async Task Only_an_answer_with_status_200_decides(int status)
    {
        _opa.Handler = http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync("""{"result":true}""");
        };
        await using var host = await StartAsync();

        Assert.Equal(503, (await host.GetAsync("/", ("X-Api-Key", "alice-key"))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_denial_says_the_policy_s_reason()
    {
        _result = """{"result":{"allow":false,"reason":"The order belongs to another tenant."}}""";
        await using var host = await StartAsync();

        var answer = await host.GetAsync("/", ("X-Api-Key", "alice-key"));

        Assert.Equal(403, answer.Status);
        Assert.Contains("The order belongs to another tenant.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opa_that_fails_is_a_503_that_shows_nothing_of_it()
    {
        await using var host = await StartAsync("timeout: 50ms, token: opa-token");
        RequestDelegate[] answers =
        [
            http =>
            {
                http.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
            http => Task.Delay(Timeout.Infinite, http.RequestAborted),
        ];
        foreach (var answer in answers)
        {
            _opa.Handler = answer;
            var response = await host.GetAsync("/", ("X-Api-Key", "alice-key"));
            Assert.Equal(503, response.Status);
            Assert.DoesNotContain(_opa.Address, response.Body, StringComparison.Ordinal);
        }

        Assert.Empty(host.Upstream.Requests);
        Assert.Contains(host.Logs.Lines, line => line.Contains("OPA entry", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("opa-token", StringComparison.Ordinal));
    }

    private Task<GatewayTestHost> StartAsync(string options = "") => PluginGateway.StartAsync(
        PluginGateway.OneRoute(
            "{ name: key-auth }",
            $"{{ name: opa, options: {{ url: '{_opa.Address}/v1/data/gateway/allow'{(options.Length > 0 ? ", " : "")}{options} }} }}")
            + Alice);
}
