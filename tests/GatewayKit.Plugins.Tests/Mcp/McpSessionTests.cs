using System.Security.Claims;
using System.Text;
using GatewayKit.Plugins.Mcp;
using GatewayKit.Plugins.Mcp.Proxy.Sessions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class McpSessionTests(McpSessionGateway gateway) : IClassFixture<McpSessionGateway>
{
    [Fact]
    public async Task A_client_uses_its_session()
    {
        await using var client = await gateway.ConnectAsync();

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("test_simple_text");

        Assert.NotNull(client.SessionId);
        Assert.DoesNotContain("secret_tool", tools.Select(tool => tool.Name));
        Assert.Equal("This is a simple text response for testing.", result.Content.OfType<TextContentBlock>().Single().Text);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task The_session_of_another_consumer_is_unknown(string method)
    {
        var session = await gateway.StartSessionAsync();
        var message = method == "POST" ? """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""" : null;

        using var response = await gateway.SendAsync(new HttpMethod(method), "/mcp", McpSessionGateway.Bob, session, message);

        Assert.Equal(
            (404, """{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}"""),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(200, await gateway.PingAsync(session));
    }

    [Fact]
    public async Task The_owner_ends_its_session()
    {
        var session = await gateway.StartSessionAsync();

        using var response = await gateway.SendAsync(HttpMethod.Delete, "/mcp", McpSessionGateway.Alice, session, null);

        Assert.Equal((200, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(404, await gateway.PingAsync(session));
    }

    [Fact]
    public async Task An_id_that_the_gateway_didnt_give_is_unknown()
    {
        var session = await gateway.StartSessionAsync();
        var id = session[23..];
        var code = session[..22];
        var forged = (code[0] == 'A' ? 'B' : 'A') + session[1..];

        foreach (var other in new[] { id, forged, code, code + ".", "." + id, session + "x", session[..^1], code + id, code + "," + id })
            Assert.Equal(404, await gateway.PingAsync(other));
        Assert.Equal(404, await gateway.PingAsync(session + new string('x', 1100)));
        Assert.Equal(404, await gateway.PingAsync(session, headers: ("Mcp-Session-Id", session)));
        Assert.Equal(200, await gateway.PingAsync(session));
    }

    [Fact]
    public async Task Every_node_with_the_secret_knows_the_session_on_routes_to_its_cluster()
    {
        var session = await gateway.StartSessionAsync();

        Assert.Equal(200, await gateway.PingAsync(session, node: gateway.OtherNode));
        Assert.Equal(200, await gateway.PingAsync(session, "/same"));
        Assert.Equal(404, await gateway.PingAsync(session, "/other"));
        Assert.Equal(404, await gateway.PingAsync(session, "/own"));
        Assert.Equal(404, await gateway.PingAsync(session, "/mcp", McpSessionGateway.Bob, gateway.OtherNode));
    }

    [Fact]
    public async Task A_consumer_and_an_anonymous_caller_dont_share_sessions()
    {
        var (consumers, anonymous) = (await gateway.StartSessionAsync(), await gateway.StartSessionAsync("/open", null));

        Assert.Equal(404, await gateway.PingAsync(consumers, "/open", null));
        Assert.Equal(404, await gateway.PingAsync(anonymous));
        Assert.Equal(200, await gateway.PingAsync(anonymous, "/open", null, null, ("X-Forwarded-For", "192.0.2.7")));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", 200)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", 200)]
    [InlineData("192.0.2.7", "192.0.2.8", 404)]
    [InlineData("2001:db8::1", "2001:db8::2", 200)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", 404)]
    public async Task An_anonymous_session_can_belong_to_an_address(string owner, string other, int status)
    {
        var session = await gateway.StartSessionAsync("/address", null, ("X-Forwarded-For", owner));

        Assert.Equal(status, await gateway.PingAsync(session, "/address", null, null, ("X-Forwarded-For", other)));
    }

    [Fact]
    public void Users_of_one_consumer_have_sessions_of_their_own()
    {
        var sessions = new SessionIds(new McpSessionOptions());
        var session = Close(sessions, "https://a.example", "alice");

        Assert.Equal("7", Open(sessions, session, "https://a.example", "alice"));
        Assert.Null(Open(sessions, session, "https://a.example", "bob"));
        Assert.Null(Open(sessions, session, "https://b.example", "alice"));
        Assert.Null(Open(sessions, Close(sessions, null, null), "https://a.example", "alice"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ü")]
    public void An_id_of_the_server_that_isnt_valid_is_its_failure(string id)
        => Assert.Throws<UpstreamFailureException>(() => Close(new SessionIds(new McpSessionOptions()), null, null, id));

    [Theory]
    [InlineData("secret: short", "options.sessions.secret is ***; it must have 32 to 1024 characters.")]
    [InlineData("anonymous: none", "options.sessions.anonymous is 'none'; it must be one of: shared, address.")]
    public async Task Invalid_options_are_rejected(string sessions, string error)
        => Assert.Equal(
            $"(mcp-proxy): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: mcp-proxy, options: {{ sessions: {{ {sessions} }} }} }}")));

    private static string Close(SessionIds sessions, string? issuer, string? subject, string id = "7")
    {
        var context = Context(issuer, subject);
        context.Http.Response.Headers["Mcp-Session-Id"] = id;
        sessions.Close(context);
        return context.Http.Response.Headers["Mcp-Session-Id"].ToString();
    }

    private static string? Open(SessionIds sessions, string session, string issuer, string subject)
    {
        var context = Context(issuer, subject);
        context.Http.Request.Headers["Mcp-Session-Id"] = session;
        return sessions.TryOpen(context) ? context.Http.Request.Headers["Mcp-Session-Id"].ToString() : null;
    }

    private static FakeContext Context(string? issuer, string? subject)
    {
        var context = new FakeContext(consumer: new Consumer("app"));
        if (subject is not null)
            context.Claim(new Claim("iss", issuer!), new Claim("sub", subject));
        return context;
    }
}
