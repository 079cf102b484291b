using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.GraphQL;

public sealed class GraphQLRestTests(GraphQLRestTests.OverHttp1 http1, GraphQLRestTests.OverHttp2 http2)
    : IClassFixture<GraphQLRestTests.OverHttp1>, IClassFixture<GraphQLRestTests.OverHttp2>
{
    private const string Order = "query Order($id: ID!) { order(id: $id) { id } }";

    private static readonly string s_file = WriteFile();

    [Fact]
    public async Task A_request_becomes_the_operation_and_the_data_its_response()
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            Answer(host, """{"data":{"order":{"id":"7","price":12345678901234567890.10,"name":"gr\u00F6\u00DFe"}},"extensions":{}}""");

            var answer = await host.SendAsync(
                HttpMethod.Get, "/orders/7%20x?key=secret", null, ("If-None-Match", "\"a\""), ("Accept", "text/html"));

            Assert.Equal((200, """{"id":"7","price":12345678901234567890.10,"name":"gr\u00F6\u00DFe"}"""), (answer.Status, answer.Text));
            Assert.Equal(("application/json", "no-store"), (answer.Header("Content-Type"), answer.Header("Cache-Control")));
            Assert.Equal("POST /api/graphql", host.Upstream.LastTarget);
            Assert.Equal(
                $$$"""{"query":"{{{Order}}}","operationName":"Order","variables":{"id":"7 x"}}""",
                Encoding.UTF8.GetString(host.Upstream.LastBody!));
            Assert.Equal("application/graphql-response+json, application/json;q=0.9", host.Upstream.LastHeaders.Accept);
            Assert.Empty(host.Upstream.LastHeaders.IfNoneMatch.ToArray());
        }
    }

    [Theory]
    [InlineData("?first=10&tags=a&tags=%C3%B6%26&open=true", """{"first":10,"tags":["a","\u00F6\u0026"],"open":true}""")]
    [InlineData("?first=1&min=-1.5e3&size=12345678901234567890", """{"first":1,"min":-1.5e3,"size":12345678901234567890}""")]
    [InlineData("?first=1&state=OPEN&since=2026-01-01", """{"first":1,"state":"OPEN","since":"2026-01-01"}""")]
    [InlineData("?first=1&other=1", """{"first":1}""")]
    [InlineData("?first=-2147483648&tags=", """{"first":-2147483648,"tags":[""]}""")]
    public async Task Parameters_have_the_types_of_the_document(string query, string variables)
    {
        Answer(http1, """{"data":{"orders":[]}}""");

        var answer = await http1.SendAsync(HttpMethod.Get, "/orders" + query);

        Assert.Equal((200, """{"orders":[]}"""), (answer.Status, answer.Text));
        using var sent = JsonDocument.Parse(http1.Upstream.LastBody!);
        Assert.Equal(variables, sent.RootElement.GetProperty("variables").GetRawText());
    }

    [Theory]
    [InlineData("GET", "/orders", "The parameter 'first' of the query is missing.")]
    [InlineData("GET", "/orders?FIRST=1", "The parameter 'first' of the query is missing.")]
    [InlineData("GET", "/orders?first=", "The parameter 'first' of the query must be a whole number of 32 bits.")]
    [InlineData("GET", "/orders?first=2147483648", "The parameter 'first' of the query must be a whole number of 32 bits.")]
    [InlineData("GET", "/orders?first=%2B1", "The parameter 'first' of the query must be a whole number of 32 bits.")]
    [InlineData("GET", "/orders?first=01", "The parameter 'first' of the query must be a whole number of 32 bits.")]
    [InlineData("GET", "/orders?first=1,%22open%22:true", "The parameter 'first' of the query must be a whole number of 32 bits.")]
    [InlineData("GET", "/orders?first=1&first=2", "The parameter 'first' of the query is repeated.")]
    [InlineData("GET", "/orders?first=1&open=1", "The parameter 'open' of the query must be true or false.")]
    [InlineData("GET", "/orders?first=1&min=NaN", "The parameter 'min' of the query must be a number.")]
    [InlineData("GET", "/orders?first=1&min=1e999", "The parameter 'min' of the query must be a number.")]
    [InlineData("GET", "/orders?first=1&min=%201", "The parameter 'min' of the query must be a number.")]
    [InlineData("GET", "/orders?first=1&size=1.5", "The parameter 'size' of the query must be a whole number.")]
    [InlineData("GET", "/orders?first=1&state=%FF", "The parameter 'state' of the query isn't in UTF-8.")]
    [InlineData("POST", "/orders", "The member 'first' of the body is missing.", "{}")]
    [InlineData("POST", "/orders", "The member 'first' of the body must be a whole number of 32 bits.", """{"first":1.5}""")]
    [InlineData("POST", "/orders", "The member 'first' of the body must be a whole number of 32 bits.", """{"first":"1"}""")]
    [InlineData("POST", "/orders", "The member 'first' of the body must be a whole number of 32 bits.", """{"first":null}""")]
    [InlineData("POST", "/orders", "The member 'tags' of the body must be a text.", """{"first":1,"tags":["a",[]]}""")]
    [InlineData("POST", "/orders", "The body has a member that isn't a variable of the operation.", """{"first":1,"First":1}""")]
    [InlineData("POST", "/orders", "The body must be an object.", """[{"first":1}]""")]
    [InlineData("POST", "/orders", "A text of the request isn't valid Unicode.", """{"first":1,"state":"\ud800"}""")]
    [InlineData("POST", "/orders", null, """{"first":1,"first":2}""")]
    [InlineData("POST", "/orders", null, """{"first":1""")]
    [InlineData("POST", "/orders/7", "The body has a member that isn't a variable of the operation.", """{"id":"8"}""")]
    [InlineData("POST", "/orders/7/lines", "The body has a member that isn't a variable of the operation.", """{"input":{},"order":"8"}""")]
    public async Task Invalid_variables_never_reach_the_upstream(string method, string path, string? problem, string? body = null)
    {
        Answer(http1, "{}");

        var answer = await SendAsync(http1, method, path, body);

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal(problem ?? DetailOf(answer), DetailOf(answer));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_mutation_gets_its_variables_from_the_path_headers_and_the_body(string coding)
    {
        Answer(http2, """{"data":{"add":{"line":null}}}""");
        using var content = new UnannouncedContent(CodedBytes.Encode(coding, """{"sku":"tea","count":[1,{"a":null}]}"""u8));
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8"));
        if (coding.Length > 0)
            content.Headers.ContentEncoding.Add(coding);

        var answer = await http2.SendAsync(HttpMethod.Put, "/orders/7/line", content, ("X-Tenant", "a"));

        Assert.Equal((200, "null"), (answer.Status, answer.Text));
        Assert.Equal("X-Tenant", answer.Header("Vary"));
        using var sent = JsonDocument.Parse(http2.Upstream.LastBody!);
        Assert.Equal(
            """{"order":"7","tenant":"a","input":{"sku":"tea","count":[1,{"a":null}]}}""",
            sent.RootElement.GetProperty("variables").GetRawText());
    }

    [Theory]
    [InlineData("GET", "/orders/7/lines", null, null, 405)]
    [InlineData("HEAD", "/orders/7", null, null, 405)]
    [InlineData("DELETE", "/orders/7", null, null, 405)]
    [InlineData("OPTIONS", "/orders/7", null, null, 405)]
    [InlineData("GET", "/orders/7", "{}", "application/json", 400)]
    [InlineData("POST", "/orders/7/lines", "{}", "text/plain", 415)]
    [InlineData("POST", "/orders/7/lines", "input=1", "application/x-www-form-urlencoded", 415)]
    [InlineData("POST", "/orders/7/lines", "{}", "application/json; charset=utf-16", 415)]
    [InlineData("POST", "/orders/7/lines", "{}", null, 415)]
    [InlineData("POST", "/orders/7/cancel", "", "text/plain", 415)]
    [InlineData("POST", "/orders/7/cancel", null, null, 415)]
    [InlineData("POST", "/orders/7/cancel", "", "application/json", 200)]
    [InlineData("DELETE", "/orders/7/cancel", null, null, 200)]
    public async Task Requests_that_other_sites_can_send_never_change_data(
        string method, string path, string? body, string? type, int status)
    {
        Answer(http1, """{"data":{}}""");
        using var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
            Assert.True(content!.Headers.TryAddWithoutValidation("Content-Type", type));

        var answer = await http1.SendAsync(new HttpMethod(method), path, content, ("Cookie", "session=1"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, http1.Upstream.LastBody is not null);
    }

    [Fact]
    public async Task A_client_without_credentials_of_a_browser_needs_no_body()
    {
        Answer(http1, """{"data":{}}""");

        Assert.Equal(200, (await http1.SendAsync(HttpMethod.Post, "/orders/7/cancel", null, ("Authorization", "Bearer a"))).Status);
        Assert.Equal(413, (await SendAsync(http1, "POST", "/orders", new string(' ', 1_100_000))).Status);
        Assert.Equal(400, (await SendAsync(http1, "POST", "/orders", new string('[', 100_000))).Status);
    }

    [Theory]
    [InlineData(200, """{"data":{"order":null}}""", 404, null)]
    [InlineData(200, """{"data":{}}""", 404, null)]
    [InlineData(200, """{"data":null,"errors":[{"message":"No order","extensions":{"code":"NOT_FOUND"}}]}""", 404, "No order")]
    [InlineData(200, """{"errors":[{"message":"a"},{"message":"b","extensions":{"code":"FORBIDDEN"}}],"data":{"order":{}}}""", 403, "a")]
    [InlineData(200, """{"errors":[{"message":"Own","extensions":{"code":"SOLD_OUT"}}]}""", 410, "Own")]
    [InlineData(200, """{"errors":[{"message":"SELECT * FROM users"}]}""", 502, null)]
    [InlineData(200, """{"errors":[7]}""", 502, null)]
    [InlineData(400, """{"errors":[{"message":"Variable"}]}""", 400, "Variable")]
    [InlineData(400, """{"errors":[{"message":"Document","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}""", 502, null)]
    [InlineData(418, """{"errors":[{"message":"Tea"}]}""", 502, null)]
    [InlineData(503, """{"errors":[{"message":"Later"}]}""", 503, null)]
    public async Task Errors_become_problems(int upstream, string body, int status, string? detail)
    {
        http1.Upstream.Answer(
            upstream, Encoding.UTF8.GetBytes(body), false, ("Content-Type", "application/graphql-response+json"), ("Retry-After", "5"));

        var answer = await http1.SendAsync(HttpMethod.Get, "/orders/7");

        Assert.Equal((status, "application/problem+json", "no-store"),
            (answer.Status, answer.Header("Content-Type"), answer.Header("Cache-Control")));
        Assert.Equal(detail, DetailOf(answer));
        Assert.DoesNotContain("SELECT", answer.Text);
    }

    [Theory]
    [InlineData(200, "application/json", "[]", 502)]
    [InlineData(200, "application/json", "{}", 502)]
    [InlineData(200, "application/json", """{"data":7}""", 502)]
    [InlineData(200, "application/json", """{"data":{}""", 502)]
    [InlineData(200, "application/json; charset=utf-16", """{"data":{}}""", 502)]
    [InlineData(200, "text/html", "<html>", 502)]
    [InlineData(302, "text/html", "", 502)]
    [InlineData(204, "text/html", "", 502)]
    [InlineData(401, "text/html", "<html>", 401)]
    [InlineData(500, "text/html", "<html>", 502)]
    public async Task A_response_that_is_not_GraphQL_is_a_problem(int upstream, string type, string body, int status)
    {
        http1.Upstream.Answer(upstream, Encoding.UTF8.GetBytes(body), false, ("Content-Type", type), ("WWW-Authenticate", "Bearer"));

        var answer = await http1.SendAsync(HttpMethod.Get, "/orders/7");

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.DoesNotContain("<html>", answer.Text);
    }

    [Fact]
    public async Task Responses_are_decoded_and_bounded()
    {
        var deep = $$$"""{"data":{"order":{{{new string('[', 5000)}}}{{{new string(']', 5000)}}}}}""";
        http1.Upstream.Answer(
            CodedBytes.Encode("gzip", """{"data":{"order":[1]}}"""u8), true,
            ("Content-Type", "application/json"), ("Content-Encoding", "gzip"));
        var coded = await http1.SendAsync(HttpMethod.Get, "/orders/7", null, ("Accept-Encoding", "gzip"));
        Answer(http1, deep);
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/orders/7")).Status);
        http1.Upstream.Answer(
            CodedBytes.Encode("gzip", new byte[20_000_000]), false, ("Content-Type", "application/json"), ("Content-Encoding", "gzip"));
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/orders/7")).Status);

        Assert.Equal((200, "gzip", "[1]"), (coded.Status, coded.Coding, coded.Text));
    }

    [Fact]
    public async Task Data_with_errors_can_be_a_success()
    {
        Answer(
            http1, """{"data":{"list":[{"a/b":[null,{"x":1}]}]},"errors":[{"message":"a"}]}""",
            ("Cache-Control", "no-cache"), ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/partial");

        Assert.Equal((200, """{"x":1}"""), (answer.Status, answer.Text));
        Assert.Equal(("public, max-age=60", (string?)null), (answer.Header("Cache-Control"), answer.Header("ETag")));
    }

    [Fact]
    public async Task Responses_to_GET_can_be_cached()
    {
        Answer(http1, """{"data":{"cached":true}}""", ("Cache-Control", "max-age=600"));
        Assert.Equal(200, (await http1.SendAsync(HttpMethod.Get, "/cached?x=1")).Status);
        Answer(http1, """{"data":{"cached":false}}""");

        var second = await http1.SendAsync(HttpMethod.Get, "/cached?x=1");

        Assert.Equal((200, """{"cached":true}""", "max-age=600"), (second.Status, second.Text, second.Header("Cache-Control")));
        Assert.Null(http1.Upstream.LastBody);
    }

    [Theory]
    [InlineData("{}", "(graphql-rest): options.query is required, unless 'queryFile' has the document; set one of them.")]
    [InlineData("{ query: '{ a' }", "(graphql-rest): options.query isn't a valid document: The document isn't valid in line 1, column 4.")]
    [InlineData("{ query: '{ ...F }' }", "(graphql-rest): options.query isn't a valid document: A fragment isn't defined.")]
    [InlineData("{ query: 'subscription { a }' }",
        "(graphql-rest): options.query has a subscription; only queries and mutations can be requests.")]
    [InlineData("{ query: '{ a }', variables: { b: query.b } }", "(graphql-rest): options.variables.b isn't a variable of the operation.")]
    [InlineData("{ query: 'query($a: [[Int]]) { a }', variables: { a: query.a } }", null)]
    [InlineData("{ query: 'query($a: Int) { a }', variables: { a: cookie.b } }", null)]
    [InlineData("{ query: 'query($a: A, $b: B) { a }', variables: { a: body, b: body } }", null)]
    [InlineData("{ query: 'query A { a } query B { b }' }", null)]
    [InlineData("{ query: '{ a }', result: order }", null)]
    [InlineData("{ query: '{ a }', path: 'graphql' }", null)]
    [InlineData("{ query: '{ a }', statuses: { A: 200 } }", null)]
    [InlineData("{ query: '{ a }', cacheControl: \"a\\nb\" }", null)]
    [InlineData("{ queryFile: missing.graphql }", null)]
    public async Task Invalid_options_are_rejected(string options, string? expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: graphql-rest, options: {options} }}"));

        Assert.Equal(expected ?? error, error);
    }

    private static void Answer(BodyGateway host, string body, params (string Name, string Value)[] headers)
        => host.Upstream.Answer(Encoding.UTF8.GetBytes(body), false, [("Content-Type", "application/json"), .. headers]);

    private static async Task<CodedAnswer> SendAsync(BodyGateway host, string method, string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await host.SendAsync(new HttpMethod(method), path, content);
    }

    private static string? DetailOf(CodedAnswer answer)
        => JsonDocument.Parse(answer.Text).RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;

    private static string WriteFile()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "order.graphql");
        File.WriteAllText(path, Order);
        return path;
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        $$"""
        routes:
          order:
            clusterId: up
            match: { path: "/orders/{id}" }
            plugins:
              - name: graphql-rest
                options: { queryFile: "{{s_file}}", path: /api/graphql, result: /order, statuses: { SOLD_OUT: 410 } }
          orders:
            clusterId: up
            match: { path: /orders }
            plugins:
              - name: graphql-rest
                options:
                  query: >-
                    query($first: Int!, $tags: [String!], $open: Boolean, $min: Float, $size: Long, $state: State = OPEN, $since: Date)
                    { orders(first: $first, tags: $tags, open: $open, min: $min, size: $size, state: $state, since: $since) { id } }
                  scalars: { Long: wholeNumber }
          line:
            clusterId: up
            match: { path: "/orders/{order}/line" }
            plugins:
              - name: graphql-rest
                options:
                  query: >-
                    mutation($order: ID!, $tenant: String, $input: Line!)
                    { add(order: $order, tenant: $tenant, input: $input) { line } }
                  variables: { tenant: header.X-Tenant, input: body }
                  result: /add/line
          lines:
            clusterId: up
            match: { path: "/orders/{order}/lines" }
            plugins:
              - name: graphql-rest
                options: { query: "mutation($order: ID!, $input: Line!) { add(order: $order, input: $input) { id } }" }
          cancel:
            clusterId: up
            match: { path: "/orders/{order}/cancel" }
            plugins:
              - { name: graphql-rest, options: { query: "mutation($order: ID!) { cancel(order: $order) }" } }
          partial:
            clusterId: up
            match: { path: /partial }
            plugins:
              - name: graphql-rest
                options: { query: "{ list { a } }", partialData: true, result: "/list/0/a~1b/1", cacheControl: "public, max-age=60" }
          cached:
            clusterId: up
            match: { path: /cached }
            plugins: [ { name: cache }, { name: graphql-rest, options: { query: "{ cached }" } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
