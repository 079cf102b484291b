using System.Net;
using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.JsonRpc;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.JsonRpc;

public sealed class JsonRpcTests(JsonRpcTests.OverHttp1 http1, JsonRpcTests.OverHttp2 http2)
    : IClassFixture<JsonRpcTests.OverHttp1>, IClassFixture<JsonRpcTests.OverHttp2>
{
    private const string Call = """{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":7}""";

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_valid_call_reaches_the_upstream_as_it_was_checked(string? coding)
    {
        var call = """{"jsonrpc":"2.0", "method":"größe\ud83d\ude00","id":1e2}"""u8.ToArray();
        var sent = CodedBytes.Encode(coding ?? "", call);
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                host.Upstream.Answer("{}"u8.ToArray(), isChunked);

                var answer = await PostAsync(host, "/any", sent, coding: coding, isChunked: isChunked);

                Assert.Equal((200, "{}"), (answer.Status, answer.Text));
                Assert.Equal(call, host.Upstream.LastBody);
                Assert.Empty(host.Upstream.LastHeaders.ContentEncoding.ToString());
            }
        }
    }

    [Theory]
    [InlineData("", -32700, "null")]
    [InlineData("{", -32700, "null")]
    [InlineData("\uFEFF" + Call, -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","id":1,}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0",/**/"method":"sum","id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","method":"drop","id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","m\u0065thod":"drop","id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":{"a":1,"a":2},"id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"\ud800","id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","\ud800":1,"id":1}""", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","Method":"drop","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","PARAMS":[],"id":"a"}""", -32600, "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","param\u017F":[],"id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method\u0000":"drop","method":"sum","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","Params\u0000x":[],"id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":1,"id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":null,"id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":1,"id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"a\u0000","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":"1.0","method":"sum","id":1}""", -32600, "1")]
    [InlineData("""{"jsonrpc":2.0,"method":"sum","id":1}""", -32600, "1")]
    [InlineData("""{"method":"sum","id":123456789012345678901234567890.5e999}""", -32600, "123456789012345678901234567890.5e999")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","id":[1]}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","id":true}""", -32600, "null")]
    [InlineData("[]", -32600, "null")]
    [InlineData("7", -32600, "null")]
    [InlineData("\"sum\"", -32600, "null")]
    public async Task An_invalid_call_gets_an_error_and_never_reaches_the_upstream(string body, int code, string id)
    {
        http1.Upstream.Answer(null, isChunked: false);

        var answer = await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(body));

        Assert.Equal((400, "application/json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal((code, id), ErrorOf(answer.Text));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Huge_deep_and_wrongly_encoded_bodies_are_rejected()
    {
        http1.Upstream.Answer(null, isChunked: false);
        var many = $$"""{"jsonrpc":"2.0","method":"sum","params":[{{string.Join(',', Enumerable.Repeat('0', 101))}}],"id":1}""";
        var long257 = $$"""{"jsonrpc":"2.0","method":"sum","id":"{{new string('a', 257)}}"}""";
        var tooLong = """{"jsonrpc":"2.0","method":"sum","params":["aaaaaaaaaaaaaaaaaa"],"id":2}"""u8.ToArray();
        byte[] notUtf8 = [.. "{\"jsonrpc\":\"2.0\",\"method\":\"sum\",\"params\":[\""u8, 0xC3, 0x28, .. "\"],\"id\":1}"u8];

        Assert.Equal(-32700, ErrorOf((await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(new string('[', 100_000)))).Text).Code);
        Assert.Equal(-32700, ErrorOf((await PostAsync(http1, "/any", notUtf8)).Text).Code);
        Assert.Equal((-32602, "1"), ErrorOf((await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(many))).Text));
        Assert.Equal((-32602, "2"), ErrorOf((await PostAsync(http1, "/small", tooLong)).Text));
        Assert.Equal((-32600, "null"), ErrorOf((await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(long257))).Text));
        Assert.Equal(413, (await PostAsync(http1, "/any", new byte[1_100_000])).Status);
        Assert.Equal(413, (await PostAsync(http1, "/any", CodedBytes.Encode("gzip", new byte[20_000_000]), coding: "gzip")).Status);
        Assert.Equal(400, (await PostAsync(http1, "/any", "no gzip"u8.ToArray(), coding: "gzip")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", "{}"u8.ToArray(), coding: "gzip, br")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", "{}"u8.ToArray(), type: "application/json; charset=utf-16")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", "{}"u8.ToArray(), type: "text/plain")).Status);
        Assert.Equal(405, (await http1.SendAsync(HttpMethod.Get, "/any?method=sum")).Status);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("read_balance", null, 200, null)]
    [InlineData("read_secret", null, 404, "-32601")]
    [InlineData("write_order", null, 404, "-32601")]
    [InlineData("Read_balance", null, 404, "-32601")]
    [InlineData("admin_stop", null, 403, "-32003")]
    [InlineData("admin_stop", "bob", 403, "-32003")]
    [InlineData("admin_stop", "alice", 200, null)]
    [InlineData("admin_drop", "alice", 403, "-32003")]
    [InlineData("scoped", "alice", 403, "-32003")]
    public async Task Rules_decide_about_methods(string method, string? key, int status, string? code)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        var answer = await PostAsync(
            http1, "/rules", Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"{{method}}","id":"x"}"""), key: key);

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, status == 200 ? null : $"{ErrorOf(answer.Text).Code}");
        Assert.Equal(status == 200, http1.Upstream.LastBody is not null);
    }

    [Fact]
    public async Task A_preflight_passes_only_without_a_body()
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            (string, string)[] headers = [("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST")];
            host.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
            Assert.Equal(200, (await host.SendAsync(HttpMethod.Options, "/rules", null, headers)).Status);

            host.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
            using var content = new StringContent("""{"jsonrpc":"2.0","method":"write_order","id":1}""", Encoding.UTF8, "application/json");
            Assert.Equal(405, (await host.SendAsync(HttpMethod.Options, "/any", content, headers)).Status);
            Assert.Null(host.Upstream.LastBody);
        }
    }

    [Fact]
    public async Task A_batch_with_a_rejected_call_is_not_executed()
    {
        http1.Upstream.Answer(null, isChunked: false);
        var batch = """
            [{"jsonrpc":"2.0","method":"read_a","id":1},{"jsonrpc":"2.0","method":"nothing","id":"2"},
            {"jsonrpc":"2.0","method":"read_b"},5,{"jsonrpc":"2.0","method":"admin_stop","id":null}]
            """;

        var answer = await PostAsync(http1, "/rules", Encoding.UTF8.GetBytes(batch));

        Assert.Equal(404, answer.Status);
        Assert.Equal(
            ["1 -32000", "\"2\" -32601", "null -32600", "null -32003"],
            JsonDocument.Parse(answer.Text).RootElement.EnumerateArray()
                .Select(item => $"{item.GetProperty("id").GetRawText()} {item.GetProperty("error").GetProperty("code")}"));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Batches_are_limited()
    {
        http1.Upstream.Answer("[]"u8.ToArray(), isChunked: false);
        Task<CodedAnswer> Send(string path, int count)
            => PostAsync(http1, path, Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Call, count))}]"));

        Assert.Equal(-32600, ErrorOf((await Send("/any", 21)).Text).Code);
        Assert.Equal(-32600, ErrorOf((await Send("/small", 1)).Text).Code);
        Assert.Null(http1.Upstream.LastBody);
        Assert.Equal(200, (await Send("/any", 20)).Status);
    }

    [Fact]
    public async Task Notifications_get_no_error_object()
    {
        http1.Upstream.Answer(null, isChunked: false);
        var notification = """{"jsonrpc":"2.0","method":"nothing"}""";

        var single = await PostAsync(http1, "/rules", Encoding.UTF8.GetBytes(notification));
        var batch = await PostAsync(http1, "/ok", Encoding.UTF8.GetBytes($"[{notification},{notification}]"));
        var forbidden = await PostAsync(http1, "/small", Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"sum"}"""));

        Assert.Equal((404, "", 204, "", 400), (single.Status, single.Text, batch.Status, batch.Text, forbidden.Status));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Methods_choose_their_clusters_and_a_batch_has_one_of_them()
    {
        static byte[] Calls(params string[] methods)
            => Encoding.UTF8.GetBytes($"[{string.Join(',', methods.Select(m => $$"""{"jsonrpc":"2.0","method":"{{m}}","id":1}"""))}]");
        http1.Upstream.Answer("[]"u8.ToArray(), isChunked: false);

        Assert.Equal(200, (await PostAsync(http1, "/clusters", Calls("get_a", "get_b"))).Status);
        Assert.Equal(502, (await PostAsync(http1, "/clusters", Calls("put_a", "put_b"))).Status);
        var mixed = await PostAsync(http1, "/clusters", Calls("get_a", "put_b"));

        Assert.Equal((400, 2), (mixed.Status, JsonDocument.Parse(mixed.Text).RootElement.GetArrayLength()));
    }

    [Fact]
    public async Task Problems_of_the_gateway_become_errors_with_the_ids_of_the_calls()
    {
        var down = await PostAsync(http1, "/clusters", """{"jsonrpc":"2.0","method":"put_a","id":"é"}"""u8.ToArray());
        var ok = await PostAsync(http1, "/down", Encoding.UTF8.GetBytes($"[{Call},{Call}]"));
        var silent = await PostAsync(http1, "/down", """{"jsonrpc":"2.0","method":"sum"}"""u8.ToArray());

        Assert.Equal((502, -32000, "\"é\""), (down.Status, ErrorOf(down.Text).Code, ErrorOf(down.Text).Id));
        var data = JsonDocument.Parse(down.Text).RootElement.GetProperty("error").GetProperty("data");
        Assert.Equal((502, true), (data.GetProperty("status").GetInt32(), data.TryGetProperty("traceId", out _)));
        Assert.Equal((200, 2), (ok.Status, JsonDocument.Parse(ok.Text).RootElement.GetArrayLength()));
        Assert.Equal((204, ""), (silent.Status, silent.Text));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[403]")]
    [InlineData("")]
    [InlineData("{\"detail\":\"\\ud800\"}")]
    public async Task An_invalid_problem_of_another_plugin_becomes_an_error(string problem)
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
              strange:
                match: { path: /strange }
                plugins:
                  - { name: jsonrpc }
                  - { name: respond, options: { status: 403, contentType: application/problem+json, body: '{{problem}}' } }
            """);

        using var answer = await host.Client.PostAsync("/strange", new StringContent(Call, Encoding.UTF8, "application/json"));

        Assert.Equal((403, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal((-32003, "7"), ErrorOf(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Limits_count_each_call_of_a_batch_or_none()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        var two = Encoding.UTF8.GetBytes($"[{Call},{Call}]");

        Assert.Equal(200, (await PostAsync(http1, "/limits", two)).Status);
        var over = await PostAsync(http1, "/limits", two);
        Assert.Equal((429, "application/json"), (over.Status, over.Header("Content-Type")));
        Assert.InRange(int.Parse(over.Header("Retry-After")!), 1, 86_400);
        Assert.Equal(-32005, ErrorOf(over.Text[1..^1].Split("},{")[0] + "}").Code);
        Assert.Equal(200, (await PostAsync(http1, "/limits", Encoding.UTF8.GetBytes(Call))).Status);
        Assert.Equal(429, (await PostAsync(http1, "/limits", Encoding.UTF8.GetBytes(Call))).Status);
        Assert.Equal(200, (await PostAsync(http1, "/limits", """{"jsonrpc":"2.0","method":"other","id":1}"""u8.ToArray())).Status);
    }

    [Fact]
    public async Task Later_plugins_see_the_method_and_the_number_of_calls()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        byte[] Of(string method) => Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"{{method}}","id":1}""");

        Assert.Equal(403, (await PostAsync(http1, "/variables", Of("drop"))).Status);
        var mixed = $"[{Call},{Call.Replace("sum", "max", StringComparison.Ordinal)}]";
        Assert.Equal(403, (await PostAsync(http1, "/variables", Encoding.UTF8.GetBytes(mixed))).Status);
        Assert.Equal(200, (await PostAsync(http1, "/variables", Encoding.UTF8.GetBytes($"[{Call},{Call}]"))).Status);
        var limited = await PostAsync(http1, "/variables", Of("sum"));
        Assert.Equal((429, -32005), (limited.Status, ErrorOf(limited.Text).Code));
        Assert.Equal(200, (await PostAsync(http1, "/variables", Of("max"))).Status);
    }

    [Theory]
    [InlineData("{ methods: ['a*b'] }",
        "(jsonrpc): options.methods[0].method is 'a*b'; it must be the name of a method, or its beginning and '*'.")]
    [InlineData("{ methods: ['a**'] }", null)]
    [InlineData("{ methods: [a, { method: [b, a] }] }", "(jsonrpc): options.methods has 'a' twice; list each method once.")]
    [InlineData("{ methods: [{ method: a, limit: 1 }] }", "(jsonrpc): options.methods[0] has only one of 'limit' and 'window'; set both.")]
    [InlineData("{ methods: [{ method: a, expression: 'nothing' }] }", null)]
    [InlineData("{ methods: [{ method: a, clusterId: up }, b] }",
        "(jsonrpc): options.methods[1].clusterId is missing; if one entry has a cluster, all need one.")]
    [InlineData("{ methods: [{ method: a, clusterId: none }] }", null)]
    [InlineData("{ maxBodySize: 17MB }", "(jsonrpc): options.maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("{ maxBatchCalls: 1001 }", null)]
    [InlineData("{ by: nothing }", null)]
    public async Task Invalid_options_are_rejected(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: jsonrpc, options: {options} }}"));

        Assert.Equal(expected ?? error, error);
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, byte[] body, string? coding = null, bool isChunked = false, string type = "application/json",
        string? key = null)
    {
        HttpContent content = isChunked ? new UnannouncedContent(body) : new ByteArrayContent(body);
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        if (coding is not null)
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Encoding", coding));
        return host.SendAsync(HttpMethod.Post, path, content, key is null ? [] : [("X-Api-Key", key)]);
    }

    private static (int Code, string Id) ErrorOf(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        Assert.Equal("2.0", document.RootElement.GetProperty("jsonrpc").GetString());
        var error = document.RootElement.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return (error.GetProperty("code").GetInt32(), document.RootElement.GetProperty("id").GetRawText());
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        """
        routes:
          any: { clusterId: up, match: { path: /any }, plugins: [ { name: jsonrpc } ] }
          down: { clusterId: down, match: { path: /down }, plugins: [ { name: jsonrpc, options: { errorStatus: ok } } ] }
          small:
            clusterId: up
            match: { path: /small }
            plugins: [ { name: jsonrpc, options: { maxBatchCalls: 0, notifications: false, maxParamsSize: 16B } } ]
          ok:
            clusterId: up
            match: { path: /ok }
            plugins: [ { name: jsonrpc, options: { methods: [sum], errorStatus: ok } } ]
          rules:
            clusterId: up
            match: { path: /rules }
            plugins:
              - { name: key-auth }
              - { name: anonymous, options: { consumer: guest } }
              - name: jsonrpc
                options:
                  methods:
                    - read_*
                    - { method: read_secret, allow: false }
                    - { method: "admin_*", groups: [admins] }
                    - { method: admin_drop, groups: [admins], expression: "header('X-Force') == 'yes'" }
                    - { method: scoped, scopes: [all] }
            authentication: any
          clusters:
            clusterId: up
            match: { path: /clusters }
            plugins:
              - name: jsonrpc
                options: { methods: [ { method: get_*, clusterId: up }, { method: put_*, clusterId: down } ] }
          limits:
            clusterId: up
            match: { path: /limits }
            plugins:
              - name: jsonrpc
                options: { by: ip, methods: [ { method: "*" }, { method: sum, limit: 3, window: 1d } ] }
          variables:
            clusterId: up
            match: { path: /variables }
            plugins:
              - { name: jsonrpc }
              - { name: authorize, options: { requireCaller: false, expression: "variable('jsonRpcMethod') != 'drop'" } }
              - { name: rate-limit, options: { limit: 2, window: 1d, by: "variable:jsonRpcMethod", cost: "variable:jsonRpcCalls" } }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
        groups:
          admins: { plugins: [] }
        consumers:
          alice: { groups: [admins], credentials: { key-auth: [ { key: alice } ] } }
          bob: { credentials: { key-auth: [ { key: bob } ] } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
