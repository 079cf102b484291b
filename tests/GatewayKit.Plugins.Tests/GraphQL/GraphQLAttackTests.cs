using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.GraphQL;

/// <summary>Requests that servers can read in another way than the gateway, or that cost much to check.</summary>
public sealed class GraphQLAttackTests(GraphQLAttackTests.OverHttp1 http1, GraphQLAttackTests.OverHttp2 http2)
    : IClassFixture<GraphQLAttackTests.OverHttp1>, IClassFixture<GraphQLAttackTests.OverHttp2>
{
    private const string Trusted = "query Trusted($text: String) { echo(text: $text) }";
    private const string Introspection = """{"query":"{ __schema { a } }"}""";

    private static readonly string s_documents = WriteDocuments();

    [Theory]
    [InlineData("POST", "/sockets", "websocket", Introspection)]
    [InlineData("POST", "/sockets", "h2c", Introspection)]
    [InlineData("GET", "/sockets?query={__schema{a}}", "websocket", null)]
    [InlineData("GET", "/sockets?quer%79={__schema{a}}", "websocket", null)]
    [InlineData("GET", "/sockets", "h2c", null)]
    [InlineData("GET", "/sockets", "websocket", Introspection)]
    [InlineData("GET", "/any", "websocket", null)]
    public async Task A_request_to_upgrade_never_bypasses_the_checks(string method, string path, string protocol, string? body)
    {
        http1.Upstream.Answer(null, isChunked: false);
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await http1.SendAsync(new HttpMethod(method), path, content, Handshake(protocol));

        Assert.InRange(answer.Status, 400, 499);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task WebSockets_are_forwarded_if_they_are_allowed()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        var answer = await http1.SendAsync(
            HttpMethod.Get, "/sockets?token=1", null, Handshake("WebSocket"));

        Assert.Equal(200, answer.Status);
        Assert.NotNull(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task A_preflight_passes_only_without_a_body()
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            (string, string)[] headers = [("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST")];
            host.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
            Assert.Equal(200, (await host.SendAsync(HttpMethod.Options, "/any", null, headers)).Status);

            host.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
            using var content = new StringContent(Introspection, Encoding.UTF8, "application/json");
            Assert.Equal(405, (await host.SendAsync(HttpMethod.Options, "/any", content, headers)).Status);
            Assert.Null(host.Upstream.LastBody);
        }
    }

    [Theory]
    [InlineData("query[]={b}&query={a}")]
    [InlineData("query={a}&query[0]={b}")]
    [InlineData("query=query($n:Int){a(first:$n)}&variables[n]=5000")]
    [InlineData("query={a}&+query={b}")]
    [InlineData("query={a}&query%00={b}")]
    [InlineData("query={a}&sdl")]
    [InlineData("query={a}&SDL=1")]
    [InlineData("query={a}%23%C0%8A{b}")]
    [InlineData("query={a}%23%FF")]
    public async Task Parameters_that_servers_read_differently_are_rejected(string query)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        using var content = new StringContent("""{"query":"{a}"}""", Encoding.UTF8, "application/json");

        Assert.Equal(400, (await http1.SendAsync(HttpMethod.Get, "/any?" + query)).Status);
        Assert.Equal(400, (await http1.SendAsync(HttpMethod.Post, "/any?" + query, content)).Status);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("{ a } fragment F on Q { ...F }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ a } fragment F on Q { ...G } fragment G on Q { a { ...F } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query A($a: Int @x @x @x @x @x @x) { a }", "LIMIT_EXCEEDED")]
    [InlineData("{ a } fragment F on Q { a @x @x @x @x @x @x }", "LIMIT_EXCEEDED")]
    [InlineData("query A { a } query B { b { b { b { b { b } } } } }", "LIMIT_EXCEEDED")]
    [InlineData("query A { a } query B { ...F } fragment F on Q { ...F }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ a # \r p: b q: b r: b s: b }", "LIMIT_EXCEEDED")]
    [InlineData("{ a(b: \"\\\\\") p: b q: b r: b s: b # \" }", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ a(b: \"\\\\\") p: b q: b r: b s: b } # \"", "LIMIT_EXCEEDED")]
    [InlineData("{ a(b: \"\"\"\\\"\"\" \"\"\") p: b q: b r: b s: b }", "LIMIT_EXCEEDED")]
    [InlineData("{ a(b: \"\"\"\\\\\"\"\") p: b q: b r: b s: b } # \"\"\" ", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ a(page: { first: 900, after: null }) { b { c } } }", "LIMIT_EXCEEDED")]
    [InlineData("query A($page: Page) { a(page: $page) { b { c } } }", "LIMIT_EXCEEDED")]
    [InlineData("query A($n: Int) { a(page: { first: $n }) { b { c } } }", "LIMIT_EXCEEDED")]
    [InlineData("query A($n: Int) { a(page: [{ first: 1 }]) { b { c } } }", "LIMIT_EXCEEDED")]
    [InlineData("query A($page: Page = { first: 900 }) { a(page: $other) a(page: $page) { b { c } } }", "LIMIT_EXCEEDED")]
    public async Task Every_part_of_a_document_counts(string query, string code)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        var variables = new { page = new { first = 900 }, n = 900 };

        var answer = await PostAsync(http1, "/limits", new { query, operationName = query.Contains("query A") ? "A" : null, variables });

        Assert.Equal((400, code), (answer.Status, CodeOf(answer.Text)));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("{ a(page: { first: 9, after: null }) { b { c } } }")]
    [InlineData("{ a(page: null) { b { c } } }")]
    [InlineData("{ a(page: { after: 900 }) { b { c } } }")]
    [InlineData("query A($page: Page) { a(page: $page) { b { c } } }")]
    public async Task An_argument_in_an_object_can_be_a_size(string query)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        Assert.Equal(200, (await PostAsync(http1, "/limits", new { query, variables = new { page = new { first = 9 } } })).Status);
    }

    [Fact]
    public async Task Fragments_are_not_nested_deeper_in_any_order()
    {
        http1.Upstream.Answer(null, isChunked: false);
        var first = string.Concat(Enumerable.Range(0, 3000).Select(i => $"...F{i} "));
        var chain = string.Concat(Enumerable.Range(1, 2999).Select(i => $"fragment F{i} on Q {{ ...F{i - 1} }} "));

        var answer = await PostAsync(http1, "/long", new { query = $"{{ a {{ {first} }} }} fragment F0 on Q {{ a }} {chain}" });

        Assert.Equal("The nesting of selections exceeds the limit of 500.", MessageOf(answer.Text));
    }

    [Fact]
    public async Task Half_a_character_in_the_variables_of_a_trusted_document_is_rejected()
    {
        foreach (var rest in new[]
        {
            """ "variables":{"text":"\ud800"} """, """ "extensions":{"a":["\udc00"]} """, """ "extensions":{"\ud800":1} """,
        })
        {
            http1.Upstream.Answer(null, isChunked: false);
            using var content = new StringContent($$"""{"documentId":"trusted",{{rest}}}""", Encoding.UTF8, "application/json");

            var answer = await http1.SendAsync(HttpMethod.Post, "/trusted", content);

            Assert.Equal((400, "BAD_REQUEST"), (answer.Status, CodeOf(answer.Text)));
            Assert.Null(http1.Upstream.LastBody);
        }
    }

    [Fact]
    public async Task A_long_document_is_executed_but_not_stored()
    {
        var query = $"{{ a(b: \"{new string('x', 70_000)}\") }}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } };
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        Assert.Equal(200, (await PostAsync(http1, "/persisted", new { query, extensions })).Status);
        Assert.NotNull(http1.Upstream.LastBody);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", CodeOf((await PostAsync(http1, "/persisted", new { extensions })).Text));
    }

    [Fact]
    public async Task An_error_in_the_format_of_GraphQL_over_HTTP_never_has_the_status_of_success()
    {
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = new string('a', 64) } };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { extensions }));
        content.Headers.ContentType = new("application/json");

        var answer = await http1.SendAsync(HttpMethod.Post, "/persisted", content, ("Accept", "application/graphql-response+json"));

        Assert.Equal((404, "PERSISTED_QUERY_NOT_FOUND"), (answer.Status, CodeOf(answer.Text)));
        Assert.Equal("application/graphql-response+json", answer.Header("Content-Type"));
    }

    private static (string Name, string Value)[] Handshake(string protocol)
        =>
        [
            ("Connection", "Upgrade"), ("Upgrade", protocol), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", new string('A', 22) + "=="),
        ];

    private static Task<CodedAnswer> PostAsync(BodyGateway host, string path, object request)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request));
        content.Headers.ContentType = new("application/json");
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    private static string CodeOf(string answer) => ErrorOf(answer).GetProperty("extensions").GetProperty("code").GetString()!;

    private static string MessageOf(string answer) => ErrorOf(answer).GetProperty("message").GetString()!;

    private static JsonElement ErrorOf(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0];

    private static string WriteDocuments()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "graphql-attack-documents.json");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["trusted"] = Trusted }));
        return path;
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        $$"""
        routes:
          any: { clusterId: up, match: { path: /any }, plugins: [ { name: graphql } ] }
          sockets: { clusterId: up, match: { path: /sockets }, plugins: [ { name: graphql, options: { webSockets: true } } ] }
          long: { clusterId: up, match: { path: /long }, plugins: [ { name: graphql, options: { maxTokens: 100000, maxDepth: 100 } } ] }
          trusted: { clusterId: up, match: { path: /trusted }, plugins: [ { name: graphql, options: { documents: "{{s_documents}}" } } ] }
          persisted:
            clusterId: up
            match: { path: /persisted }
            plugins: [ { name: graphql, options: { automaticPersistedQueries: true } } ]
          limits:
            clusterId: up
            match: { path: /limits }
            plugins:
              - name: graphql
                options: { maxDepth: 4, maxCost: 50, maxAliases: 3, maxDirectives: 5, sizeArguments: [first, page.first] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
