using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.GraphQL;

public sealed class GraphQLTests(GraphQLTests.OverHttp1 http1, GraphQLTests.OverHttp2 http2)
    : IClassFixture<GraphQLTests.OverHttp1>, IClassFixture<GraphQLTests.OverHttp2>
{
    private const string Trusted = "query Trusted($id: ID!) { order(id: $id) { id } }";

    private const string Hashed = "query Hashed { a }";

    private static readonly string s_documents = WriteDocuments();

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_valid_request_reaches_the_upstream_as_it_was_checked(string? coding)
    {
        var text = """{ "query":"{ o: orders(name: \"größe\ud83d\ude00\") { id } }" }"""u8.ToArray();
        var sent = CodedBytes.Encode(coding ?? "", text);
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                host.Upstream.Answer("{}"u8.ToArray(), isChunked);

                var answer = await PostAsync(host, "/any", sent, coding: coding, isChunked: isChunked);

                Assert.Equal((200, "{}"), (answer.Status, answer.Text));
                Assert.Equal(text, host.Upstream.LastBody);
                Assert.Empty(host.Upstream.LastHeaders.ContentEncoding.ToArray());
                Assert.Equal("application/json", host.Upstream.LastHeaders.ContentType);
            }
        }
    }

    [Theory]
    [InlineData("", "BAD_REQUEST")]
    [InlineData("[]", "BAD_REQUEST")]
    [InlineData("7", "BAD_REQUEST")]
    [InlineData("{}", "BAD_REQUEST")]
    [InlineData("\uFEFF{\"query\":\"{a}\"}", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","query":"{b}"}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","qu\u0065ry":"{b}"}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","Query":"{b}"}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","id":"x"}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","variables":[]}""", "BAD_REQUEST")]
    [InlineData("""{"query":["{a}"]}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a(b: \"\ud800\")}"}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{a}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}""", "BAD_REQUEST")]
    [InlineData("""[{"query":"{a}"}]""", "BAD_REQUEST")]
    [InlineData("""{"query":"{"}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ a } }"}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ a(b: \"\u0000\") \u0000 }"}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ ...F }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"{ ...F } fragment F on Q { ...F }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"{ ...F } fragment F on Q { a { ...G } } fragment G on Q { ...F }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"{ ...F } fragment F on Q { a } fragment F on Q { b }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query A { a } query B { b }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query A { a } query A { b }","operationName":"A"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query A { a }","operationName":"B"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"{ a } query B { b }","operationName":"B"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"type A { b: Int }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"fragment F on Q { a }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"subscription { a }"}""", "OPERATION_NOT_ALLOWED")]
    [InlineData("""{"query":"{ a: __schema { b } }"}""", "INTROSPECTION_DISABLED")]
    [InlineData("""{"query":"{ ...F } fragment F on Query { ... { __type(name: \"A\") { b } } }"}""", "INTROSPECTION_DISABLED")]
    public async Task An_invalid_request_never_reaches_the_upstream(string body, string code)
    {
        http1.Upstream.Answer(null, isChunked: false);

        var answer = await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(body));

        Assert.Equal(code, CodeOf(answer.Text));
        Assert.Equal(
            (code is "OPERATION_NOT_ALLOWED" or "INTROSPECTION_DISABLED" ? 403 : 400, "application/json"),
            (answer.Status, answer.Header("Content-Type")));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("{ a { b { c } } }", null, true)]
    [InlineData("{ a { b { c { d } } } }", "depth", false)]
    [InlineData("{ ...F } fragment F on Q { a { b { ...G } } } fragment G on C { c { d } }", "depth", false)]
    [InlineData("{ a { ... { b { ... on B { ... { c } } } } } }", null, true)]
    [InlineData("{ x: a y: a z: a }", null, true)]
    [InlineData("{ x: a y: a ...F } fragment F on Q { p: b q: b }", "number of aliases", false)]
    [InlineData("{ a b c d }", null, true)]
    [InlineData("{ a b ...F ...F } fragment F on Q { c d }", "number of root fields", false)]
    [InlineData("query @a { a @b ...F @c } fragment F on Q @d { b }", "number of directives", false)]
    [InlineData("{ a @b ...F @c } fragment F on Q { b @d }", null, true)]
    [InlineData("{ a(first: 50) }", null, true)]
    [InlineData("{ a(first: 51) }", "cost", false)]
    [InlineData("{ a(first: 2, last: 51) }", "cost", false)]
    [InlineData("{ a(first: 5) { b(limit: 5) { c } } }", "cost", false)]
    [InlineData("{ a(first: 4) { b(limit: 5) { c } } }", null, true)]
    [InlineData("{ a(first: -1) }", "cost", false)]
    [InlineData("{ a(first: 1e1) }", "cost", false)]
    [InlineData("{ a(first: \"1\") }", "cost", false)]
    [InlineData("{ a(first: 99999999999999999999999999999999) }", "cost", false)]
    [InlineData("{ a(first: 9223372036854775807) { b(first: 9223372036854775807) } }", "cost", false)]
    [InlineData("query($n: Int) { a(first: $n) }", null, true)]
    [InlineData("query($n: Int = 51) { a(first: $n) }", "cost", false)]
    [InlineData("query($big: Int = 1) { a(first: $big) }", "cost", false)]
    [InlineData("query($text: Int) { a(first: $text) }", "cost", false)]
    [InlineData("{ search { a } }", null, true)]
    [InlineData("{ search { search { a } } }", "cost", false)]
    [InlineData("{ items { a } }", null, true)]
    [InlineData("{ items { a b } }", "cost", false)]
    [InlineData("{ items(first: 1) { a b } }", null, true)]
    [InlineData("{ a a a a a a a a a a a a a a a a a a a a a a a a a a a a a }", "number of tokens", false)]
    public async Task Operations_are_limited(string query, string? limit, bool isForwarded)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables = new { big = 51, text = "1", nothing = (string?)null } });

        var answer = await PostAsync(http1, "/limits", body);

        Assert.Equal(isForwarded ? 200 : 400, answer.Status);
        Assert.Equal(limit, isForwarded ? null : MessageOf(answer.Text)[4..].Split(" exceeds")[0]);
        Assert.Equal(isForwarded, http1.Upstream.LastBody is not null);
    }

    [Fact]
    public async Task Documents_that_explode_are_rejected_at_once()
    {
        http1.Upstream.Answer(null, isChunked: false);
        var doubling = "{ ...F0 } " + string.Concat(Enumerable.Range(0, 90)
            .Select(i => $"fragment F{i} on Q {{ ...F{i + 1} ...F{i + 1} }} ")) + "fragment F90 on Q { x: a }";
        var chain = "{ ...F0 } " + string.Concat(Enumerable.Range(0, 9000)
            .Select(i => $"fragment F{i} on Q {{ ...F{i + 1} }} ")) + "fragment F9000 on Q { a }";
        var aliases = $"{{ {string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}:a "))} }}";
        var deep = new string('{', 50_000);
        var selections = string.Concat(Enumerable.Repeat("{a", 5000)) + new string('}', 5000);
        var inline = string.Concat(Enumerable.Repeat("{...", 5000)) + "{a}" + new string('}', 5000);
        var lists = $"{{ a(b: {new string('[', 20_000)}{new string(']', 20_000)}) }}";
        var watch = Stopwatch.StartNew();

        foreach (var query in new[] { doubling, chain, aliases, deep, selections, inline, lists })
        {
            var answer = await PostAsync(http1, "/long", JsonSerializer.SerializeToUtf8Bytes(new { query }));
            Assert.Equal(400, answer.Status);
            Assert.Contains(CodeOf(answer.Text), new[] { "LIMIT_EXCEEDED", "GRAPHQL_PARSE_FAILED" });
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Other_messages_are_rejected()
    {
        http1.Upstream.Answer(null, isChunked: false);
        byte[] notUtf8 = [.. "{\"query\":\"{a(b: \\\""u8, 0xC3, 0x28, .. "\\\")}\"}"u8];
        var query = """{"query":"{a}"}"""u8.ToArray();

        Assert.Equal("BAD_REQUEST", CodeOf((await PostAsync(http1, "/any", notUtf8)).Text));
        Assert.Equal("BAD_REQUEST", CodeOf((await PostAsync(http1, "/any?query={b}", query)).Text));
        Assert.Equal("BAD_REQUEST", CodeOf((await PostAsync(http1, "/any?Query={b}", query)).Text));
        Assert.Equal(400, (await PostAsync(http1, "/any", Encoding.UTF8.GetBytes(new string('[', 100_000)))).Status);
        Assert.Equal(413, (await PostAsync(http1, "/any", new byte[1_100_000])).Status);
        Assert.Equal(413, (await PostAsync(http1, "/any", CodedBytes.Encode("gzip", new byte[20_000_000]), coding: "gzip")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", query, coding: "gzip, gzip")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", query, type: "multipart/form-data; boundary=a")).Status);
        Assert.Equal(415, (await PostAsync(http1, "/any", query, type: "text/plain")).Status);
        Assert.Equal(405, (await http1.SendAsync(HttpMethod.Delete, "/any?query={a}")).Status);
        using var body = new ByteArrayContent(query);
        Assert.Equal(400, (await http1.SendAsync(HttpMethod.Get, "/any?query={a}", body)).Status);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("?query={a}", 200)]
    [InlineData("?query=query A($n: Int) {a(first: $n)}&variables={\"n\":5}&operationName=A", 200)]
    [InlineData("?query={a(first: $n)}&variables={\"n\":5000}", 400)]
    [InlineData("?query={a}&query={b}", 400)]
    [InlineData("?QUERY={a}", 400)]
    [InlineData("?query={a}&variables=7", 400)]
    [InlineData("?query=mutation {a}", 405)]
    [InlineData("?other=1", 400)]
    public async Task Queries_can_be_sent_with_GET(string query, int status)
    {
        http2.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        var answer = await http2.SendAsync(HttpMethod.Get, "/any" + query.Replace(" ", "%20", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, http2.Upstream.LastBody is not null);
    }

    [Fact]
    public async Task A_document_can_be_the_body()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        Assert.Equal(200, (await PostAsync(http1, "/any", "\uFEFF{ a }"u8.ToArray(), type: "application/graphql")).Status);
        Assert.Equal(400, (await PostAsync(http1, "/any", "{ a"u8.ToArray(), type: "application/graphql")).Status);
    }

    [Fact]
    public async Task Clients_get_errors_in_the_format_that_they_accept()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        var accepted = await http1.SendAsync(
            HttpMethod.Post, "/ok", content, ("Accept", "application/graphql-response+json; charset=utf-8, application/json;q=0.9"));
        var legacy = await PostAsync(http1, "/ok", "{}"u8.ToArray());
        var down = await PostAsync(http1, "/down", """{"query":"{a}"}"""u8.ToArray());

        Assert.Equal((400, "application/graphql-response+json"), (accepted.Status, accepted.Header("Content-Type")));
        Assert.Equal((200, "application/json", "BAD_REQUEST"), (legacy.Status, legacy.Header("Content-Type"), CodeOf(legacy.Text)));
        Assert.Equal((502, "application/json", "GATEWAY_ERROR"), (down.Status, down.Header("Content-Type"), CodeOf(down.Text)));
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
                  - { name: graphql }
                  - { name: respond, options: { status: 403, contentType: application/problem+json, body: '{{problem}}' } }
            """);

        using var answer = await host.Client.PostAsync(
            "/strange", new StringContent("""{"query":"{a}"}""", Encoding.UTF8, "application/json"));

        Assert.Equal((403, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("FORBIDDEN", CodeOf(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Each_request_of_a_batch_counts()
    {
        http1.Upstream.Answer("[]"u8.ToArray(), isChunked: false);
        Task<CodedAnswer> Send(params string[] queries)
            => PostAsync(http1, "/batch", JsonSerializer.SerializeToUtf8Bytes(queries.Select(query => new { query })));

        Assert.Equal(200, (await Send("{a(first: 5)}", "{a(first: 5)}")).Status);
        Assert.Equal("LIMIT_EXCEEDED", CodeOf((await Send("{a(first: 5)}", "{a(first: 6)}")).Text));
        Assert.Equal("BAD_REQUEST", CodeOf((await Send("{a}", "{a}", "{a}")).Text));
        Assert.Equal("INTROSPECTION_DISABLED", CodeOf((await Send("{a}", "{__schema{a}}")).Text));
    }

    [Theory]
    [InlineData("reader", "{\"query\":\"query A { __schema { a } }\"}", 403)]
    [InlineData("admin", "{\"query\":\"query A { __schema { a } }\"}", 200)]
    [InlineData("admin", "{\"query\":\"query B { a }\"}", 403)]
    [InlineData("admin", "{\"query\":\"{ a }\"}", 403)]
    [InlineData("admin", "{\"query\":\"query A { a } query B { b }\",\"operationName\":\"B\"}", 403)]
    [InlineData("admin", "{\"query\":\"mutation A { a }\"}", 403)]
    public async Task Operations_and_introspection_can_be_allowed_to_some(string key, string body, int status)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        Assert.Equal(status, (await PostAsync(http1, "/groups", Encoding.UTF8.GetBytes(body), key: key)).Status);
    }

    [Fact]
    public async Task Trusted_documents_replace_their_ids()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        foreach (var id in new[] { "trusted", HashOf(Trusted), $"sha256:{HashOf(Trusted)}" })
        {
            var body = $$$"""{"documentId":"{{{id}}}","variables":{"id":12345678901234567890.10},"extensions":{"a":1}}""";
            Assert.Equal(200, (await PostAsync(http1, "/trusted", Encoding.UTF8.GetBytes(body))).Status);
            using var sent = JsonDocument.Parse(http1.Upstream.LastBody!);
            Assert.Equal(Trusted, sent.RootElement.GetProperty("query").GetString());
            Assert.Equal("""{"id":12345678901234567890.10}""", sent.RootElement.GetProperty("variables").GetRawText());
            Assert.Equal("""{"a":1}""", sent.RootElement.GetProperty("extensions").GetRawText());
        }

        Assert.Equal(200, (await PostAsync(
            http1, "/trusted", JsonSerializer.SerializeToUtf8Bytes(new { documentId = HashOf(Hashed) }))).Status);
        Assert.Equal(Hashed, JsonDocument.Parse(http1.Upstream.LastBody!).RootElement.GetProperty("query").GetString());
        Assert.Equal(200, (await PostAsync(http1, "/trusted", JsonSerializer.SerializeToUtf8Bytes(new { query = Trusted }))).Status);
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        Assert.Equal(200, (await http1.SendAsync(HttpMethod.Get, "/trusted?documentId=trusted&variables={\"id\":7}&x=1")).Status);
        Assert.Equal(7, JsonDocument.Parse(http1.Upstream.LastBody!).RootElement.GetProperty("variables").GetProperty("id").GetInt32());

        http1.Upstream.Answer(null, isChunked: false);
        Assert.Equal("DOCUMENT_NOT_TRUSTED", CodeOf((await PostAsync(http1, "/trusted", """{"query":"{a}"}"""u8.ToArray())).Text));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", CodeOf((await PostAsync(http1, "/trusted", """{"documentId":"no"}"""u8.ToArray())).Text));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task Clients_can_register_documents_by_their_hashes()
    {
        const string query = "{ größe: a }";
        byte[] Request(string? text, string hash, string path = "") => JsonSerializer.SerializeToUtf8Bytes(new
        {
            query = text,
            variables = new { path },
            extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } },
        });
        const string valid = "{ groesse: a }";
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);

        var unknown = await PostAsync(http1, "/persisted", Request(null, HashOf(valid)));
        Assert.Equal((200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"),
            (unknown.Status, MessageOf(unknown.Text), CodeOf(unknown.Text)));
        Assert.Equal("PERSISTED_QUERY_HASH_MISMATCH", CodeOf((await PostAsync(http1, "/persisted", Request(valid, HashOf(query)))).Text));
        Assert.Equal("GRAPHQL_PARSE_FAILED", CodeOf((await PostAsync(http1, "/persisted", Request(query, HashOf(query)))).Text));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", CodeOf((await PostAsync(http1, "/persisted", Request(null, HashOf(query)))).Text));
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", CodeOf((await PostAsync(http1, "/any", Request(null, HashOf(valid)))).Text));
        Assert.Null(http1.Upstream.LastBody);

        Assert.Equal(200, (await PostAsync(http1, "/persisted", Request(valid, HashOf(valid)))).Status);
        Assert.Equal(200, (await PostAsync(http1, "/persisted", Request(null, HashOf(valid).ToUpperInvariant(), "x"))).Status);
        using var sent = JsonDocument.Parse(http1.Upstream.LastBody!);
        Assert.Equal(valid, sent.RootElement.GetProperty("query").GetString());
        Assert.False(sent.RootElement.GetProperty("extensions").TryGetProperty("persistedQuery", out _));
    }

    [Fact]
    public async Task Later_plugins_see_the_operation_and_its_cost()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false);
        Task<CodedAnswer> Send(string query) => PostAsync(http1, "/variables", JsonSerializer.SerializeToUtf8Bytes(new { query }));

        Assert.Equal(403, (await Send("mutation A { a }")).Status);
        Assert.Equal(200, (await Send("query A { a(first: 60) }")).Status);
        var limited = await Send("query A { a(first: 60) }");
        Assert.Equal((429, "RATE_LIMITED"), (limited.Status, CodeOf(limited.Text)));
        Assert.Equal(200, (await Send("query B { a(first: 60) }")).Status);
    }

    [Theory]
    [InlineData("{ documentsOnly: true }", "(graphql): options.documentsOnly needs a file; set 'documents'.")]
    [InlineData("{ documents: missing.json }", null)]
    [InlineData("{ fields: { 'a b': 1 } }", "(graphql): options.fields has 'a b', which isn't a name in GraphQL.")]
    [InlineData("{ operations: [] }", null)]
    [InlineData("{ maxDepth: 101 }", null)]
    [InlineData("{ maxBodySize: 17MB }", "(graphql): options.maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("{ introspection: true, introspectionGroups: [a] }", null)]
    public async Task Invalid_options_are_rejected(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: graphql, options: {options} }}"));

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

    private static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string CodeOf(string answer) => ErrorOf(answer).GetProperty("extensions").GetProperty("code").GetString()!;

    private static string MessageOf(string answer) => ErrorOf(answer).GetProperty("message").GetString()!;

    private static JsonElement ErrorOf(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0];

    private static string WriteDocuments()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "graphql-documents.json");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["trusted"] = Trusted, [HashOf(Hashed)] = Hashed }));
        return path;
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        $$"""
        routes:
          any: { clusterId: up, match: { path: /any }, plugins: [ { name: graphql } ] }
          ok: { clusterId: up, match: { path: /ok }, plugins: [ { name: graphql, options: { errorStatus: ok } } ] }
          down: { clusterId: down, match: { path: /down }, plugins: [ { name: graphql } ] }
          long: { clusterId: up, match: { path: /long }, plugins: [ { name: graphql, options: { maxTokens: 100000, maxDepth: 100 } } ] }
          batch: { clusterId: up, match: { path: /batch }, plugins: [ { name: graphql, options: { maxBatch: 2, maxCost: 10 } } ] }
          limits:
            clusterId: up
            match: { path: /limits }
            plugins:
              - name: graphql
                options:
                  maxDepth: 3
                  maxCost: 50
                  maxAliases: 3
                  maxDirectives: 3
                  maxRootFields: 4
                  maxTokens: 30
                  fields: { search: 30, items: { size: 20 } }
          groups:
            clusterId: up
            match: { path: /groups }
            plugins:
              - { name: key-auth }
              - { name: graphql, options: { operations: [query], operationNames: [A], introspectionGroups: [admins] } }
          trusted:
            clusterId: up
            match: { path: /trusted }
            plugins: [ { name: graphql, options: { documents: "{{s_documents}}", documentsOnly: true } } ]
          persisted:
            clusterId: up
            match: { path: /persisted }
            plugins: [ { name: graphql, options: { automaticPersistedQueries: true } } ]
          variables:
            clusterId: up
            match: { path: /variables }
            plugins:
              - { name: graphql }
              - { name: authorize, options: { requireCaller: false, expression: "variable('graphqlType') == 'query'" } }
              - { name: rate-limit, options: { limit: 100, window: 1d, by: "variable:graphqlOperation", cost: "variable:graphqlCost" } }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
        groups:
          admins: { plugins: [] }
        consumers:
          admin: { groups: [admins], credentials: { key-auth: [ { key: admin } ] } }
          reader: { credentials: { key-auth: [ { key: reader } ] } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
