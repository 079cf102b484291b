using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class McpServerTests(McpGateway gateway) : IClassFixture<McpGateway>
{
    private const string Order = """{"number":7,"item":"Größe 😀"}""";

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_lists_and_calls_the_operations_of_a_document(string version)
    {
        gateway.Answer(200, "application/json", Order);
        await using var client = await gateway.ConnectAsync(version: version);

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("getOrder", new Dictionary<string, object?> { ["id"] = "7" });

        Assert.Equal((version, "Shop", "1.2"), (client.NegotiatedProtocolVersion, client.ServerInfo?.Name, client.ServerInfo?.Version));
        Assert.Equal(
            ["getOrder", "delete_orders_id", "list_orders", "addOrder", "export", "stock", "picture"], tools.Select(tool => tool.Name));
        Assert.Equal((Order, null), (Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, result.IsError));
        Assert.Equal(7, result.StructuredContent!.Value.GetProperty("number").GetInt32());
        Assert.Equal(("GET", "/shop/orders/7"), (gateway.Host.Upstream.Request.Method, gateway.Host.Upstream.Request.Target));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_server_only_announces_tools(string version)
    {
        await using var client = await gateway.ConnectAsync(version: version);

        Assert.Equal("""{"tools":{}}""", JsonSerializer.Serialize(client.ServerCapabilities, McpJsonUtilities.DefaultOptions));
    }

    [Fact]
    public async Task The_level_of_log_messages_cant_be_set()
    {
        var (_, message) = await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"debug"}}""");

        Assert.Equal(-32601, message!.Value.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_tool_has_the_schemas_and_hints_of_its_operation()
    {
        await using var client = await gateway.ConnectAsync();

        var tools = (await client.ListToolsAsync()).ToDictionary(tool => tool.Name, tool => tool.ProtocolTool);

        Equal(
            """
            {"type":"object","properties":{"id":{"description":"The order's number.","type":"string"}},"required":["id"],
            "additionalProperties":false}
            """,
            tools["getOrder"].InputSchema);
        Equal(
            """
            {"type":"object","required":["number","item"],"properties":{
            "number":{"type":"integer"},"item":{"type":"string","maxLength":100},"parts":{"type":"array","items":{"$ref":"#/$defs/Order"}}},
            "$defs":{"Order":{"type":"object","required":["number","item"],"properties":{
            "number":{"type":"integer"},"item":{"type":"string","maxLength":100},"parts":{"type":"array","items":{"$ref":"#/$defs/Order"}}}
            }}}
            """,
            tools["getOrder"].OutputSchema);
        Equal(
            """
            {"type":"object","properties":{"body":{"$ref":"#/$defs/Order"}},"required":["body"],"additionalProperties":false,"$defs":{
            "Order":{"type":"object","required":["item"],"properties":{
            "item":{"type":"string","maxLength":100},"parts":{"type":"array","items":{"$ref":"#/$defs/Order"}}}}}}
            """,
            tools["addOrder"].InputSchema);
        Assert.Equal(["state", "tags", "filter", "X-Region"],
            tools["list_orders"].InputSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name));
        Assert.Equal(("Returns an order.", "Returns an order."), (tools["getOrder"].Title, tools["getOrder"].Description));
        Assert.Equal((true, false, true), Hints(tools["getOrder"]));
        Assert.Equal((false, true, true), Hints(tools["delete_orders_id"]));
        Assert.Equal((false, null, false), Hints(tools["addOrder"]));
    }

    [Theory]
    [InlineData("getOrder", """{"id":"a b&=ü"}""", "GET /shop/orders/a%20b%26%3D%C3%BC")]
    [InlineData("list_orders", """{"state":["open","sent"]}""", "GET /shop/orders?state=open&state=sent")]
    [InlineData("list_orders", """{"tags":["a|b","c"]}""", "GET /shop/orders?tags=a%7Cb%7Cc")]
    [InlineData("list_orders", """{"filter":{"a&b":"x=1","n":12345678901234567890.10}}""",
        "GET /shop/orders?filter%5Ba%26b%5D=x%3D1&filter%5Bn%5D=12345678901234567890.10")]
    [InlineData("delete_orders_id", """{"id":"7"}""", "DELETE /shop/orders/7")]
    [InlineData("delete_orders_id", """{"id":"export"}""", "DELETE /shop/orders/export")]
    public async Task Arguments_become_parts_of_the_request(string tool, string arguments, string request)
    {
        gateway.Answer(200, "application/json", Order);

        await CallAsync(tool, arguments);

        Assert.Equal(request, $"{gateway.Host.Upstream.Request.Method} {gateway.Host.Upstream.Request.Target}");
    }

    [Fact]
    public async Task A_header_and_a_body_are_sent()
    {
        gateway.Answer(201, "application/json", Order);

        await CallAsync("list_orders", """{"X-Region":"north"}""");
        var header = gateway.Host.Upstream.Request.Header("X-Region");
        await CallAsync("addOrder", """{"body":{"item":"Größe 😀"}}""");

        Assert.Equal(("north", "Größe 😀"), (header, JsonElement.Parse(gateway.LastBody).GetProperty("item").GetString()));
        Assert.Equal("application/json", gateway.Host.Upstream.Requests.Last().Header("Content-Type"));
    }

    [Theory]
    [InlineData("getOrder", "{}", "id")]
    [InlineData("getOrder", """{"id":7}""", "/id")]
    [InlineData("getOrder", """{"id":"7","x":1}""", "x")]
    [InlineData("getOrder", """{"id":""}""", "path")]
    [InlineData("getOrder", """{"id":"."}""", "path")]
    [InlineData("getOrder", """{"id":".."}""", "path")]
    [InlineData("getOrder", """{"id":"a/b"}""", "400 Bad Request")]
    [InlineData("getOrder", """{"id":"..\\admin"}""", "400 Bad Request")]
    [InlineData("getOrder", """{"id":"a?b"}""", "400 Bad Request")]
    [InlineData("getOrder", """{"id":"export"}""", "another operation")]
    [InlineData("getOrder", """{"id":"Export"}""", "another operation")]
    [InlineData("addOrder", """{"body":{"parts":[]}}""", "/body")]
    [InlineData("list_orders", """{"X-Region":"a\r\nX-Consumer-Name: admin"}""", "X-Region")]
    [InlineData("list_orders", """{"X-Api-Key":"other"}""", "X-Api-Key")]
    [InlineData("list_orders", """{"filter":{"a":{"b":1}}}""", "filter")]
    public async Task Invalid_arguments_are_errors_for_the_model_and_never_reach_the_upstream(string tool, string arguments, string part)
    {
        gateway.Answer(200, "application/json", Order);

        var (isError, text) = await CallAsync(tool, arguments);

        Assert.True(isError);
        Assert.Contains(part, text);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData(404, "application/problem+json", """{"title":"Not Found","detail":"The order 7 doesn't exist."}""",
        "404 Not Found: The order 7 doesn't exist.\n")]
    [InlineData(500, "text/plain", "out of order", "500 Internal Server Error\nout of order")]
    [InlineData(302, null, "", "302 Found")]
    [InlineData(200, "application/json", """{"number":"seven","item":"x"}""",
        "The API's response doesn't match its description:\n- /number: ")]
    [InlineData(200, "application/json", """{"number":7,"number":8,"item":"x"}""", "The API's response isn't valid JSON")]
    [InlineData(200, "application/json", """{"number":7,"item":"\ud800"}""", "The API's response isn't valid JSON")]
    [InlineData(200, "application/json", """{"number":7,"item":"x","\ud800":1}""", "The API's response isn't valid JSON")]
    [InlineData(404, "application/problem+json", """{"detail":"\ud800"}""", "404 Not Found")]
    [InlineData(200, "text/html", "<html>", "The API's response isn't valid JSON")]
    [InlineData(200, null, "", "The API responded without content")]
    public async Task Errors_of_the_api_are_results_with_its_explanation(int status, string? type, string body, string text)
    {
        gateway.Answer(status, type, body);

        var result = await CallAsync("getOrder", """{"id":"7"}""");

        Assert.True(result.IsError);
        Assert.StartsWith(text, result.Text);
    }

    [Fact]
    public async Task Content_of_other_kinds_is_passed_on()
    {
        await using var client = await gateway.ConnectAsync();
        gateway.Answer(200, "image/png", [1, 2, 3]);
        var picture = await client.CallToolAsync("picture");
        gateway.Answer(204, null, []);
        var deleted = await client.CallToolAsync("delete_orders_id", new Dictionary<string, object?> { ["id"] = "7" });
        gateway.Answer(200, "application/zip", [4, 5]);
        var file = await client.CallToolAsync("picture");

        var image = Assert.IsType<ImageContentBlock>(Assert.Single(picture.Content));
        Assert.Equal(("image/png", "AQID"), (image.MimeType, Encoding.ASCII.GetString(image.Data.Span)));
        Assert.Equal("204 No Content, without content.", Assert.IsType<TextContentBlock>(Assert.Single(deleted.Content)).Text);
        Assert.IsType<BlobResourceContents>(Assert.IsType<EmbeddedResourceBlock>(Assert.Single(file.Content)).Resource);
    }

    [Fact]
    public async Task The_route_of_the_api_authenticates_the_caller()
    {
        gateway.Answer(200, "application/json", Order);
        await using var client = await gateway.ConnectAsync(key: null);

        var result = await client.CallToolAsync("getOrder", new Dictionary<string, object?> { ["id"] = "7" });

        Assert.True(result.IsError);
        Assert.StartsWith("401 Unauthorized", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_mocked_route_rehearses_calls()
    {
        var (isError, text) = await CallAsync("getOrder", """{"id":"7"}""", "/rehearsal");

        Assert.Equal((false, """{"number":1,"item":"mocked"}"""), (isError, text));
    }

    [Fact]
    public async Task Callers_see_only_the_tools_that_they_can_use()
    {
        await using var alice = await gateway.ConnectAsync("/closed");
        await using var bob = await gateway.ConnectAsync("/closed", McpGateway.Bob);

        Assert.Equal(
            ["getOrder", "delete_orders_id", "list_orders", "addOrder", "export"],
            (await alice.ListToolsAsync()).Select(tool => tool.Name));
        Assert.Equal(["getOrder", "list_orders", "addOrder"], (await bob.ListToolsAsync()).Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("delete_orders_id")]
    [InlineData("stock")]
    [InlineData("none")]
    public async Task A_tool_that_the_caller_cant_use_is_unknown(string tool)
    {
        gateway.Host.Upstream.Forget();
        await using var bob = await gateway.ConnectAsync("/closed", McpGateway.Bob);

        var error = await Assert.ThrowsAsync<McpProtocolException>(
            () => bob.CallToolAsync(tool, new Dictionary<string, object?> { ["id"] = "7" }).AsTask());

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("/mcp", null, 200)]
    [InlineData("/mcp", "http://localhost:3000", 200)]
    [InlineData("/mcp", "http://[::1]", 200)]
    [InlineData("/mcp", "https://evil.example", 403)]
    [InlineData("/mcp", "http://localhost.evil.example", 403)]
    [InlineData("/mcp", "null", 403)]
    [InlineData("/closed", "https://chat.example.com", 200)]
    [InlineData("/closed", "http://localhost:3000", 403)]
    [InlineData("/closed", "https://chat.example.com.evil.example", 403)]
    public async Task Only_allowed_pages_can_use_the_server(string path, string? origin, int status)
        => Assert.Equal(status, (await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", path, origin is null ? [] : [("Origin", origin)])).Status);

    [Fact]
    public async Task A_page_whose_name_was_bound_to_this_computer_is_rejected()
        => Assert.Equal(403, (await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", "/mcp",
            ("Host", "evil.example"), ("Origin", "http://localhost"))).Status);

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("7", 400)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]""", 400)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call"}""", 400)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/list"}""", 400)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""", 400)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","\ud800":1,"\ud800":2}""", 400)]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", 202)]
    public async Task Malformed_messages_are_rejected(string message, int status)
        => Assert.Equal(status, (await gateway.PostAsync(message)).Status);

    [Theory]
    [InlineData("tools/call", "{}")]
    [InlineData("tools/call", "[]")]
    [InlineData("tools/call", "\"getOrder\"")]
    [InlineData("tools/call", """{"name":7}""")]
    [InlineData("tools/call", """{"name":"\ud800"}""")]
    [InlineData("tools/call", """{"name":"getOrder","arguments":[]}""")]
    [InlineData("tools/call", """{"name":"getOrder","arguments":"id"}""")]
    [InlineData("tools/call", """{"name":"getOrder","_meta":7}""")]
    [InlineData("tools/list", "[]")]
    [InlineData("tools/list", """{"cursor":7}""")]
    [InlineData("tools/list", """{"cursor":"2"}""")]
    public async Task Parameters_that_arent_valid_are_an_error_of_the_client(string method, string parameters)
    {
        gateway.Answer(200, "application/json", Order);

        var (status, message) = await gateway.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

        Assert.Equal((200, -32602), (status, message!.Value.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Theory]
    [InlineData("1999-01-01", "getOrder")]
    [InlineData("2026-07-28", "stock")]
    public async Task Other_versions_and_headers_that_dont_match_are_rejected(string version, string name)
    {
        gateway.Answer(200, "application/json", Order);
        const string Call = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"getOrder","arguments":{"id":"7"},"_meta":{
            "io.modelcontextprotocol/protocolVersion":"VERSION","io.modelcontextprotocol/clientCapabilities":{}}}}
            """;

        var (status, _) = await gateway.PostAsync(Call.Replace("VERSION", version, StringComparison.Ordinal), "/mcp",
            ("MCP-Protocol-Version", version), ("Mcp-Method", "tools/call"), ("Mcp-Name", name));

        Assert.Equal(400, status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task Large_and_deep_messages_are_rejected()
    {
        var call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"getOrder","arguments":{"id":PART}}}""";
        string With(string part) => call.Replace("PART", part, StringComparison.Ordinal);

        Assert.Equal(413, (await gateway.PostAsync(With($"\"{new string('x', 1 << 20)}\""))).Status);
        Assert.Equal(400, (await gateway.PostAsync(With(new string('[', 100) + new string(']', 100)))).Status);
        Assert.Equal(413, (await gateway.PostAsync(
            Compressed(With($"\"{new string('x', 2 << 20)}\"")), "/mcp", ("Content-Encoding", "gzip"))).Status);
        Assert.Equal(200, (await gateway.PostAsync(
            Compressed("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""), "/mcp", ("Content-Encoding", "gzip"))).Status);
        Assert.Equal(415, (await gateway.PostAsync("{}", "/mcp", ("Content-Encoding", "unknown"))).Status);
        Assert.Equal(400, (await gateway.PostAsync("{}", "/mcp", ("Content-Encoding", "gzip"))).Status);
    }

    [Fact]
    public async Task A_large_response_is_an_error_also_if_it_is_compressed()
    {
        gateway.Answer(200, "application/json", $$"""{"number":7,"item":"{{new string('x', 30_000)}}"}""");
        var plain = await CallAsync("getOrder", """{"id":"7"}""");
        gateway.Answer(200, "application/json", Compressed($$"""{"number":7,"item":"{{new string('x', 30_000)}}"}"""), "gzip");
        var large = await CallAsync("getOrder", """{"id":"7"}""");
        gateway.Answer(200, "application/json", Compressed(Order), "gzip");
        var small = await CallAsync("getOrder", """{"id":"7"}""");

        Assert.Equal((true, "The API's response is longer than 20KB."), plain);
        Assert.Equal((true, "The API's response is longer than 20KB."), large);
        Assert.Equal((false, Order), small);
    }

    [Fact]
    public async Task Text_that_isnt_unicode_never_reaches_the_upstream()
    {
        gateway.Answer(200, "application/json", Order);

        var (status, message) = await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"getOrder","arguments":{"id":"\ud800"}}}""");

        Assert.Equal((200, true), (status, message!.Value.TryGetProperty("error", out _)));
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_late_response_is_an_error()
    {
        var call = CallAsync("getOrder", """{"id":"late"}""");
        await gateway.Late.Task.WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Time.Advance(TimeSpan.FromSeconds(26));

        Assert.Equal((true, "The API didn't respond within 25 seconds."), await call);
    }

    [Fact]
    public async Task A_subscription_ends_at_once_because_nothing_is_ever_sent()
    {
        const string Filter = """{"toolsListChanged":true}""";
        const string Meta = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

        var (status, message) = await gateway.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{{{Filter}}},"_meta":{{{Meta}}}}}""",
            "/mcp", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "subscriptions/listen"));

        Assert.Equal((200, true), (status, message!.Value.TryGetProperty("result", out _)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Other_media_types_are_rejected(string type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        if (type.Length > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await gateway.Host.Client
            .PostAsync(new Uri("/mcp", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(415, (int)response.StatusCode);
    }

    [Fact]
    public async Task Other_methods_than_post_are_rejected()
    {
        using var response = await gateway.Host.Client.GetAsync(new Uri("/mcp", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((405, "POST"), ((int)response.StatusCode, response.Content.Headers.Allow.Single()));
    }

    [Fact]
    public async Task Credentials_and_arguments_arent_logged()
    {
        gateway.Answer(200, "application/json", Order);

        await CallAsync("getOrder", """{"id":"private-7"}""", "/closed");

        Assert.Contains("private-7", gateway.Host.Upstream.Request.Target);
        Assert.DoesNotContain(gateway.Host.Logs.Lines, line => line.Contains(McpGateway.Alice, StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Host.Logs.Lines, line => line.Contains("\"private-7\"", StringComparison.Ordinal));
    }

    private async Task<(bool IsError, string Text)> CallAsync(string tool, string arguments, string path = "/mcp")
    {
        var (status, message) = await gateway.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""", path);
        Assert.Equal(200, status);
        var result = message!.Value.GetProperty("result");
        return (
            result.TryGetProperty("isError", out var isError) && isError.GetBoolean(),
            result.GetProperty("content")[0].GetProperty("text").GetString()!);
    }

    private static byte[] Compressed(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }

    private static (bool? IsReadOnly, bool? IsDestructive, bool? IsIdempotent) Hints(Tool tool)
        => (tool.Annotations!.ReadOnlyHint, tool.Annotations.DestructiveHint, tool.Annotations.IdempotentHint);

    private static void Equal(string expected, JsonElement? actual)
        => Assert.Equal(JsonSerializer.Serialize(JsonElement.Parse(expected)), JsonSerializer.Serialize(actual!.Value));
}
