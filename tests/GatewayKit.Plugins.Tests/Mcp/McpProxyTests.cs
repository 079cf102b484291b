using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class McpProxyTests(McpProxyGateway gateway) : IClassFixture<McpProxyGateway>
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
    private const string Start = """{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"search","n":1e400},{"name":"get_a"}""";
    private const string Tools =
        Start + """,{"name":"get_secret"},{"name":"delete_a"},{"name":"löschen"},{"name":"other"},{"x":1},7],"nextCursor":"ü"}}""";
    private const string BobsTools = Start + """],"nextCursor":"\u00FC"}}""";
    private const string AlicesTools = Start + """,{"name":"delete_a"},{"name":"l\u00F6schen"}],"nextCursor":"\u00FC"}}""";

    private static readonly (string, string) s_alice = ("X-Api-Key", McpProxyGateway.Alice);

    [Theory]
    [InlineData("search", true, true)]
    [InlineData("get_order", true, true)]
    [InlineData("get_secret", false, false)]
    [InlineData("get_Secret", false, false)]
    [InlineData("get_\u017fecret", false, false)]
    [InlineData("get_secret ", false, false)]
    [InlineData("delete_order", false, true)]
    [InlineData("Search", false, false)]
    [InlineData("other", false, false)]
    public async Task Callers_can_only_call_the_tools_of_their_groups(string tool, bool forBob, bool forAlice)
    {
        foreach (var (key, isAllowed) in new[] { (McpProxyGateway.Bob, forBob), (McpProxyGateway.Alice, forAlice) })
        {
            gateway.Answer("application/json", """{"jsonrpc":"2.0","id":"a","result":{}}""");

            var (status, body) = await gateway.PostAsync(Call(tool), "/mcp", ("X-Api-Key", key));

            Assert.Equal(200, status);
            Assert.Equal(
                isAllowed ? """{"jsonrpc":"2.0","id":"a","result":{}}"""
                    : """{"jsonrpc":"2.0","id":"a","error":{"code":-32602,"message":"Unknown tool"}}""",
                body);
            Assert.Equal(isAllowed ? 1 : 0, gateway.Host.Upstream.Requests.Count);
        }
    }

    [Fact]
    public async Task An_allowed_message_is_forwarded_byte_for_byte_with_its_headers()
    {
        var message = Call("get_order").Replace(",", " ,\n", StringComparison.Ordinal);
        gateway.Answer("application/json", "{}");

        await gateway.PostAsync(message);

        var request = gateway.Host.Upstream.Request;
        Assert.Equal((message, "tools/call", "get_order"), (gateway.LastBody, request.Header("Mcp-Method"), request.Header("Mcp-Name")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Lists_only_have_the_tools_of_the_caller(string? coding)
    {
        gateway.Answer("application/json; charset=utf-8", coding is null ? Encoding.UTF8.GetBytes(Tools) : Compressed(Tools), coding);

        var bob = await gateway.PostAsync(List);
        var alice = await gateway.PostAsync(List, "/mcp", s_alice);

        Assert.Equal(((200, BobsTools), (200, AlicesTools)), (bob, alice));
    }

    [Fact]
    public async Task A_list_for_a_caller_isnt_cached_for_others()
    {
        gateway.Answer("application/json", """{"result":{"tools":[{"name":"search"}],"ttlMs":9,"cacheScope":"public"}}""");

        Assert.Equal(
            (200, """{"result":{"tools":[{"name":"search"}],"ttlMs":9,"cacheScope":"private"}}"""), await gateway.PostAsync(List));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Lists_in_compressed_events_only_have_the_tools_of_the_caller(string coding)
    {
        gateway.Answer("text/event-stream", CodedBytes.Encode(coding, Encoding.UTF8.GetBytes($"data: {Tools}\n\n")), coding);

        Assert.Equal((200, $"data: {BobsTools}\n\n"), await gateway.PostAsync(List));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Lists_in_events_only_have_the_tools_of_the_caller(string end)
    {
        var split = Tools.Replace(",\"n\"", ",\ndata:\"n\"", StringComparison.Ordinal);
        var lines = $"\uFEFFdata: {Tools}\n\n: comment\nid: 7\ndata:\n\nevent: message\nid: 8\ndata: {split}\n\n"
            + "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n\ndata: {\"incomplete\"";
        gateway.Answer("text/event-stream", lines.Replace("\n", end, StringComparison.Ordinal));

        var (status, body) = await gateway.PostAsync(List);

        Assert.Equal(
            (200, $"data: {BobsTools}\n\n: comment\nid: 7\ndata: \n\nevent: message\nid: 8\ndata: {BobsTools}\n\n"
                + "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n\n"),
            (status, body));
    }

    [Fact]
    public async Task Resumed_streams_are_filtered_too_while_they_are_open()
    {
        var events = Channel.CreateUnbounded<string>();
        gateway.Respond = async response =>
        {
            response.ContentType = "text/event-stream";
            await foreach (var text in events.Reader.ReadAllAsync())
            {
                // Borders of chunks are anywhere, also within a character.
                foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(7))
                    await response.Body.WriteAsync(part);
                await response.Body.FlushAsync();
            }
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp") { Headers = { { "X-Api-Key", McpProxyGateway.Bob } } };
        await events.Writer.WriteAsync($"data: {Tools}\n\n");

        using var response = await gateway.Host.Client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await events.Writer.WriteAsync($"data: {Tools}\n\n");
        events.Writer.Complete();
        var rest = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(($"data: {BobsTools}", $"\ndata: {BobsTools}\n\n"), (first, rest));
    }

    [Theory]
    [InlineData("application/json", "not json")]
    [InlineData("application/json", """{"result":{"tools":[]},"result":{}}""")]
    [InlineData("application/json", "[]")]
    [InlineData("text/plain", "search, other")]
    public async Task A_list_that_cant_be_read_is_a_502(string type, string body)
    {
        gateway.Answer(type, body);

        Assert.Equal(502, (await gateway.PostAsync(List)).Status);
    }

    [Theory]
    [InlineData("text/plain", "Session ended {1}")]
    [InlineData("text/html", "<p>Session ended</p>")]
    [InlineData("application/json", """{"ended":true}""")]
    [InlineData("", "Session ended")]
    [InlineData("", "")]
    public async Task The_confirmation_of_a_sessions_end_passes(string type, string body)
    {
        gateway.Answer(type, body);

        Assert.Equal((200, body), await gateway.SendAsync(HttpMethod.Delete, "/mcp", null));
    }

    [Theory]
    [InlineData("DELETE", "application/json", Tools, 200, BobsTools)]
    [InlineData("DELETE", "text/json", Tools, 200, BobsTools)]
    [InlineData("DELETE", "", Tools, 200, BobsTools)]
    [InlineData("DELETE", "text/event-stream", $"data: {Tools}\n\n", 200, $"data: {BobsTools}\n\n")]
    [InlineData("DELETE", "application/json", $"[{Tools}]", 502, null)]
    [InlineData("DELETE", "", $"[{Tools}]", 502, null)]
    [InlineData("GET", "text/plain", "search, other", 502, null)]
    [InlineData("GET", "", Tools, 200, BobsTools)]
    public async Task Lists_in_responses_to_other_methods_only_have_the_tools_of_the_caller(
        string method, string type, string body, int status, string? filtered)
    {
        gateway.Answer(type, body);

        var (actual, text) = await gateway.SendAsync(new HttpMethod(method), "/mcp", null);

        Assert.Equal(status, actual);
        if (filtered is null)
            Assert.DoesNotContain("other", text);
        else
            Assert.Equal(filtered, text);
    }

    [Fact]
    public async Task A_compressed_message_is_forwarded_as_it_was_checked()
    {
        gateway.Answer("application/json", "{}");

        var (status, _) = await gateway.SendAsync(
            HttpMethod.Post, "/mcp", Compressed(Call("search")), ("Content-Encoding", "gzip"));

        Assert.Equal((200, Call("search")), (status, gateway.LastBody));
    }

    [Fact]
    public async Task A_large_list_is_a_502_and_a_large_message_a_413()
    {
        gateway.Answer("application/json", $$$"""{"result":{"tools":[],"x":"{{{new string('x', 30_000)}}}"}}""");

        Assert.Equal(502, (await gateway.PostAsync(List)).Status);
        Assert.Equal(413, (await gateway.PostAsync(Call(new string('x', 30_000)))).Status);
        Assert.Equal(413, (await gateway.SendAsync(
            HttpMethod.Post, "/mcp", Compressed(Call(new string('x', 30_000))), ("Content-Encoding", "gzip"))).Status);
    }

    [Theory]
    [InlineData("", -32600)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","Method":"tools/call"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/Call","params":{"name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/LIST"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","Name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["search"]}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":["search"]}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/list"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\ud800"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search\u0000"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","method\u0000":"tools/call","params":{"name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call\u0000","params":{"name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/\u00e9"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":" tools/list"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search"},"param\u017f":{"name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tasks/get","params":{"taskId":"1","tas\u212aId":"2"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tool\u017f/call","params":{"name":"other"}}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","result":{}}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"tools/list"}""", -32600)]
    [InlineData("""{"id":1,"method":"tools/list"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/list"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","method":"tasks/x"}""", -32601)]
    public async Task Messages_that_arent_valid_or_allowed_never_reach_the_server(string message, int code)
    {
        gateway.Answer("application/json", "{}");

        var (status, body) = await gateway.PostAsync(message);

        Assert.InRange(status, 400, 404);
        Assert.Contains($"\"code\":{code}", body);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    public async Task Messages_that_every_client_needs_are_forwarded(string message)
    {
        gateway.Answer("application/json", "{}");

        await gateway.PostAsync(message);

        Assert.Equal(message, gateway.LastBody);
        Assert.Single(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("search", "tools/call", "search", 200)]
    [InlineData("search", "tools/call", "=?base64?c2VhcmNo?=", 400)]
    [InlineData("get_ü", "tools/call", "=?base64?Z2V0X8O8?=", 200)]
    [InlineData("search", "tools/call", "get_a", 400)]
    [InlineData("search", "tools/list", "search", 400)]
    [InlineData("search", "tools/call", null, 400)]
    [InlineData("search", null, "search", 400)]
    [InlineData("search", "Tools/Call", "search", 400)]
    [InlineData("search", "tools/call", "=?base64?%?=", 400)]
    public async Task Headers_must_match_the_message(string tool, string? method, string? name, int status)
    {
        gateway.Answer("application/json", "{}");
        var headers = new[] { ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), ("Mcp-Name", name) };

        var (actual, body) = await gateway.PostAsync(
            Call(tool, "2026-07-28"), "/mcp", [.. headers.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!))]);

        Assert.Equal(status, actual);
        if (status == 400)
            Assert.StartsWith("""{"jsonrpc":"2.0","id":"a","error":{"code":-32020,"message":"Header mismatch: Mcp-""", body);
    }

    [Fact]
    public async Task The_version_must_match_the_message()
    {
        gateway.Answer("application/json", "{}");

        Assert.Equal(400, (await gateway.PostAsync(Call("search", "2026-07-28"))).Status);
        Assert.Equal(400, (await gateway.PostAsync(
            Call("search", "2026-07-28"), "/mcp", ("MCP-Protocol-Version", "2025-11-25"))).Status);
        Assert.Equal(400, (await gateway.PostAsync(Call("search"), "/strict")).Status);
        Assert.Equal(400, (await gateway.PostAsync(
            """{"jsonrpc":"2.0","method":"tools/call","params":{"name":"search"}}""", "/strict", ("Mcp-Name", "search"))).Status);
        Assert.Equal(200, (await gateway.PostAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", "/strict")).Status);
        Assert.Equal(200, (await gateway.PostAsync(
            Call("search"), "/strict", ("Mcp-Method", "tools/call"), ("Mcp-Name", "search"))).Status);
    }

    [Fact]
    public async Task Each_tool_has_its_own_limit_whatever_the_spelling_of_the_header()
    {
        gateway.Answer("application/json", "{}");

        var first = await gateway.PostAsync(Call("search"), "/limited");
        var second = await gateway.PostAsync(Call("search"), "/limited", ("Mcp-Method", "tools/call"), ("mcp-name", "search"));
        var other = await gateway.PostAsync(Call("find"), "/limited");

        Assert.Equal((200, 429, 200), (first.Status, second.Status, other.Status));
    }

    [Theory]
    [InlineData("PUT", null, 405)]
    [InlineData("POST", "text/plain", 415)]
    [InlineData("POST", "application/json; charset=utf-16", 415)]
    [InlineData("POST", "application/json; charset=utf-8; charset=utf-16", 415)]
    [InlineData("POST", "application/json; charset=utf-8", 200)]
    [InlineData("DELETE", null, 200)]
    [InlineData("GET", null, 200)]
    public async Task Other_requests_are_rejected(string method, string? type, int status)
    {
        gateway.Answer("application/json", "{}");

        var (actual, _) = await gateway.SendAsync(
            new HttpMethod(method), "/mcp", method is "DELETE" or "GET" ? null : Encoding.UTF8.GetBytes(List),
            type is null ? [] : [("Content-Type", type)]);

        Assert.Equal(status, actual);
    }

    [Theory]
    [InlineData("GET", "identity")]
    [InlineData("GET", "chunked")]
    [InlineData("DELETE", "identity")]
    [InlineData("DELETE", "chunked")]
    public async Task A_body_without_a_message_never_reaches_the_server(string method, string framing)
    {
        gateway.Answer("application/json", "{}");

        var (status, _) = await gateway.SendAsync(
            new HttpMethod(method), "/mcp", Encoding.UTF8.GetBytes(List), framing == "chunked" ? [("Transfer-Encoding", framing)] : []);

        Assert.Equal(400, status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_notification_that_calls_a_tool_that_isnt_allowed_is_rejected()
    {
        gateway.Answer("application/json", "{}");

        var (status, _) = await gateway.PostAsync("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"other"}}""");

        Assert.Equal(400, status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("tasks/get", "7", 200)]
    [InlineData("tasks/update", "7", 200)]
    [InlineData("tasks/cancel", "8", 400)]
    [InlineData("tasks/get", null, 400)]
    public async Task The_name_of_a_task_is_its_id(string method, string? name, int status)
    {
        gateway.Answer("application/json", "{}");
        const string Meta = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}""";
        var headers = new[] { ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), ("Mcp-Name", name) };

        var (actual, _) = await gateway.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{"taskId":"7","_meta":{{{Meta}}}}}""",
            "/open", [.. headers.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!))]);

        Assert.Equal(status, actual);
    }

    [Fact]
    public async Task A_part_of_a_message_is_rejected()
    {
        gateway.Answer("application/json", "{}");

        var (status, _) = await gateway.PostAsync(List, "/mcp", ("Content-Range", "bytes 0-9/99"));

        Assert.Equal(400, status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task Other_spellings_of_the_headers_never_reach_the_server()
    {
        gateway.Answer("application/json", "{}");

        await gateway.PostAsync(Call("search"), "/mcp",
            ("Mcp_Session_Id", "a"), ("mcp_name", "other"), ("Mcp-Method_", "a"), ("MCP_Protocol_Version", "a"), ("Mcp-Other", "b"));

        var names = gateway.Host.Upstream.Request.Headers.Keys
            .Where(name => name.StartsWith("mcp", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        Assert.Equal(["Mcp-Method", "Mcp-Method_", "Mcp-Name", "Mcp-Other"], names);
    }

    [Fact]
    public async Task Events_of_a_stream_that_arent_lists_stay_as_they_are()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        var events = $$$"""
            data: {"id":1,"result":{"a":1,"a":{{{deep}}},"content":[{"tools":[]}]}}

            data: {"method":"notifications/x","params":{"tools":[{"name":"other"}]}}


            """.ReplaceLineEndings("\n");
        gateway.Answer("text/event-stream", events);

        Assert.Equal((200, events), await gateway.SendAsync(HttpMethod.Get, "/mcp", null));
    }

    [Fact]
    public async Task A_list_beside_another_result_ends_the_stream()
    {
        gateway.Answer("text/event-stream", "data: {\"id\":1,\"result\":{},\"result\":{\"tools\":[{\"name\":\"other\"}]}}\n\n");

        var body = "";
        try
        {
            (_, body) = await gateway.SendAsync(HttpMethod.Get, "/mcp", null);
        }
        catch (HttpRequestException)
        {
            // The head is already sent.
        }

        Assert.DoesNotContain("other", body);
    }

    [Fact]
    public async Task A_list_of_a_mock_only_has_the_tools_of_the_caller()
        => Assert.Equal((200, """{"id":1,"result":{"tools":[{"name":"search"}]}}"""), await gateway.PostAsync(List, "/mocked"));

    [Fact]
    public async Task An_upgrade_is_rejected_because_its_messages_cant_be_checked()
    {
        gateway.Answer("application/json", "{}");

        var (status, _) = await gateway.SendAsync(HttpMethod.Get, "/mcp", null, ("Connection", "Upgrade"), ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="));

        Assert.Equal(400, status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_rejected()
    {
        gateway.Answer("application/json", "{}");

        Assert.Equal(403, (await gateway.PostAsync(List, "/mcp", ("Origin", "https://evil.example"))).Status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("{ deny: ['a*b'] }", "options.deny[0] is 'a*b'; it must be a name of 1 to 256 characters, with '*' only at its end.")]
    [InlineData("{ allow: [ { tools: [''] } ] }",
        "options.allow[0].tools[0] is ''; it must be a name of 1 to 256 characters, with '*' only at its end.")]
    [InlineData("{ origins: ['https://a/b'] }",
        "options.origins[0] is 'https://a/b'; it must be a scheme, a host and possibly a port, such as https://chat.example.com.")]
    [InlineData("{ maxResponseSize: 17MB }", "options.maxResponseSize is 17MB; it must be between 1B and 16MB.")]
    public async Task Invalid_options_are_rejected(string options, string error)
        => Assert.Equal(
            $"(mcp-proxy): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: mcp-proxy, options: {options} }}")));

    private static string Call(string tool, string? version = null)
    {
        var meta = version is null ? "" : $$""","_meta":{"io.modelcontextprotocol/protocolVersion":"{{version}}"}""";
        return $$$"""{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"{{{tool}}}","arguments":{}{{{meta}}}}}""";
    }

    private static byte[] Compressed(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
