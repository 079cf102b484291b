using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private const string Key = "a-key-that-only-alice-has";

    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", $$"""
        plugins: [ { name: correlation-id } ]
        routes:
          orders:
            clusterId: orders
            match: { path: "/orders/{**rest}", methods: [GET] }
            transforms: [ { pathRemovePrefix: /orders } ]
            plugins:
              - { name: rate-limit, options: { limit: 5, window: 1m, by: consumer } }
              - { name: key-auth }
          write: { clusterId: orders, match: { path: "/orders/{id}", methods: [PUT] } }
          rest: { match: { path: "/orders/{**rest}" }, order: 9, plugins: [ { name: mock } ] }
          read: { match: { path: /read, methods: [HEAD, GET] }, plugins: [ { name: mock } ] }
          read-more: { match: { path: /read, methods: [PATCH] }, plugins: [ { name: mock } ] }
          shop: { match: { path: /shop, hosts: [shop.example] }, plugins: [ { name: mock } ] }
        clusters:
          orders: { destinations: { one: { address: "http://127.0.0.1:9/base" } } }
        groups:
          gold: { plugins: [ { name: rate-limit, options: { limit: 50, window: 1m, by: consumer } } ] }
        consumers:
          alice: { groups: [gold], credentials: { key-auth: [ { key: "{{Key}}" } ] } }
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_route_its_plugins_in_order_and_the_URL_behind_it_are_told()
    {
        var end = await ExplainAsync("GET", "/orders/7?a=b", "-H", $"X-Api-Key: {Key}");

        Assert.Equal("GET http://localhost/orders/7?a=b", end[0]);
        Assert.Contains("route     orders, path /orders/{**rest}, order 0", end);
        Assert.Contains("why       its order is the lowest of those that match", end);
        Assert.Contains("upstream  http://127.0.0.1:9/base/7?a=b", end);
        Assert.Equal(
            ["1 correlation-id diagnostics global", "2 key-auth authentication route orders", "3 rate-limit traffic group gold"],
            end
                .Where(l => l.Length > 0 && char.IsAsciiDigit(l[0]))
                .Select(l => string.Join(
                    ' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..(l.Contains("global", StringComparison.Ordinal) ? 4 : 5)])));
        Assert.Matches(@"^rest +/orders/\{\*\*rest\} +its order 9 is higher$",
            Assert.Single(end, l => l.StartsWith("rest ", StringComparison.Ordinal)));
        Assert.Matches(@"^write +/orders/\{id\} +its methods don't match$",
            Assert.Single(end, l => l.StartsWith("write ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_caller_has_the_options_of_its_group()
    {
        var end = await ExplainAsync("GET", "/orders/7", "-H", $"X-Api-Key: {Key}");

        Assert.Contains("caller    alice, in gold", end);
        Assert.Matches("^3 +rate-limit +traffic +group gold .*limit: 50,", Assert.Single(end, l => l.StartsWith('3')));
        Assert.DoesNotContain(end, l => l.Contains(Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("This request needs credentials.")]
    [InlineData("The API key is not valid.", "-H", "X-Api-Key: wrong")]
    public async Task A_request_without_a_valid_key_is_a_401_of_the_plugin_that_asks_for_it(string reason, params string[] headers)
    {
        var end = await RefusedAsync(["GET", "/orders/7", .. headers]);

        Assert.Contains($"answer    401: Plugin 'key-auth' rejects the request. {reason}", end);
        Assert.Contains("caller    unknown", end);
        Assert.DoesNotContain(
            end, l => l.StartsWith("upstream", StringComparison.Ordinal) || l.StartsWith("cluster", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_reads_JSON()
    {
        using var json = JsonDocument.Parse(
            string.Join('\n', await ExplainAsync("get", "http://localhost/orders/7", "--json", "-H", $"X-Api-Key: {Key}")));

        var explained = json.RootElement;
        Assert.Equal("GET", explained.GetProperty("method").GetString());
        Assert.Equal("orders", explained.GetProperty("route").GetProperty("id").GetString());
        Assert.Equal("alice", explained.GetProperty("caller").GetProperty("name").GetString());
        Assert.Equal(["correlation-id", "key-auth", "rate-limit"],
            explained.GetProperty("plugins").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("gold", explained.GetProperty("plugins")[2].GetProperty("scopeId").GetString());
        Assert.Equal("http://127.0.0.1:9/base/7", explained.GetProperty("upstreamUrl").GetString());
        Assert.Equal(JsonValueKind.Null, explained.GetProperty("refused").ValueKind);
    }

    [Theory]
    [InlineData("answer    404: No route matches this request.", "GET", "/nowhere")]
    [InlineData("answer    400: The edge rejects the request before the first plugin. The path has an empty segment ('//'). The option "
        + "paths.emptySegments controls that.",
        "GET", "/orders//7")]
    [InlineData("answer    405: No route matches the method POST for this path. Allowed: GET, HEAD, PATCH.", "POST", "/read")]
    [InlineData("read         /read  its methods don't match", "POST", "/read")]
    [InlineData("answer    405: The edge rejects the request before the first plugin. This gateway doesn't support the method.", "TRACE",
        "/orders/7")]
    [InlineData("shop         /shop  its hosts don't match", "GET", "/shop")]
    public async Task A_refusal_is_explained_and_has_an_exit_code_of_its_own(string expected, params string[] request)
        => Assert.Contains(expected, await RefusedAsync(request));

    [Theory]
    [InlineData("GET", "/shop", "-H", "Host: shop.example")]
    [InlineData("GET", "https://shop.example/shop")]
    public async Task A_host_is_that_of_the_URL_or_of_the_header(params string[] request)
        => Assert.Contains("route     shop, path /shop, order 0", await ExplainAsync(request));

    [Fact]
    public async Task A_program_reads_the_methods_that_are_allowed()
    {
        using var json = JsonDocument.Parse(string.Join('\n', await RefusedAsync("POST", "/read", "--json")));

        Assert.Equal(405, json.RootElement.GetProperty("refused").GetInt32());
        Assert.Equal(["GET", "HEAD", "PATCH"], json.RootElement.GetProperty("allowedMethods").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task A_secret_among_the_options_is_masked()
    {
        _folder.With("gateway.yaml",
            "routes: { all: { match: { path: /all }, plugins: [ { name: courier, options: { token: abracadabra } } ] } }");

        var end = await ExplainAsync("GET", "/all", "--plugins", Path.Combine(AppContext.BaseDirectory, "TestPlugins"));

        Assert.EndsWith("{ text: delivered, token: *** }", Assert.Single(end, l => l.StartsWith('1')), StringComparison.Ordinal);
        Assert.DoesNotContain(end, l => l.Contains("abracadabra", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task Secrets_of_the_requested_URL_are_masked(params string[] options)
    {
        var end = await ExplainAsync(
            ["PUT", "http://ada:planted-3@localhost/orders/7?api_key=planted-1&page=3&%74oken=planted-2", .. options]);

        Assert.Contains(
            end, line => line.Contains("http://***@localhost/orders/7?api_key=***&page=3&%74oken=***", StringComparison.Ordinal));
        Assert.Contains(end, line => line.Contains("http://127.0.0.1:9/base/orders/7?api_key=***&page=3&", StringComparison.Ordinal));
        Assert.DoesNotContain(end, line => line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_configuration_is_an_error_even_if_a_good_one_is_kept()
    {
        File.Move(_folder["gateway.yaml"], _folder["gateway.yaml.last-good"]);
        _folder.With("gateway.yaml", Mocks.Broken);

        var end = await ToolProcess.RunAsync(_folder.Path, "explain", "GET", "/orders/7");

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Contains(end.Errors, e => e.Contains("no plugin is named 'mok'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_left_on_disk()
    {
        await RefusedAsync("GET", "/orders/7");

        Assert.Equal([_folder["gateway.yaml"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("'orders/7' isn't a valid URL; it must be a path such as /orders/7, or start with http:// or https://.", "GET", "orders/7")]
    [InlineData("'ftp://host/' isn't a valid URL; it must be a path such as /orders/7, or start with http:// or https://.", "GET",
        "ftp://host/")]
    [InlineData("'G T' isn't a valid method; it must be a method such as GET.", "G T", "/")]
    [InlineData("-H: a header must be written \"Name: value\", on one line.", "GET", "/", "-H", "X-Api-Key")]
    [InlineData("-H: a header must be written \"Name: value\", on one line.", "GET", "/", "-H", "X-A: b\r\nX-C: d")]
    [InlineData("-H: 'a b' isn't a valid host.", "GET", "/", "-H", "Host: a b")]
    public async Task What_no_client_could_send_is_said_in_a_line(string expected, params string[] request)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, ["explain", .. request]);

        Assert.Equal(1, end.ExitCode);
        Assert.Equal($"gatewaykit: {expected}", Assert.Single(end.Errors));
    }

    [Fact]
    public async Task A_dry_run_shows_what_each_plugin_changes_without_secrets()
    {
        _folder.With("gateway.yaml", """
            routes:
              orders:
                clusterId: orders
                match: { path: "/orders/{id}" }
                plugins:
                  - { name: rate-limit, options: { limit: 1, window: 1m } }
                  - name: request-transform
                    options:
                      path: "/v2/{{ route.id }}"
                      remove: { query: [debug], body: [/old] }
                      add:
                        headers: { X-Tenant: blue, X-Sent: "a ${env:GATEWAYKIT_TEST_DRY}" }
                        body: { /a: "${env:GATEWAYKIT_TEST_DRY}" }
                  - { name: response-transform, options: { status: { 404: 410 }, rename: { body: { /id: number } } } }
            clusters: { orders: { destinations: { one: { address: "http://127.0.0.1:9/" } } } }
            """).With("body.json", """{"old":1,"password":"planted-1","n":1.50}""").With("answer.json", """{"id":7}""");

        var end = await ResidentTool.RunAsync(
            _folder.Path, [("GATEWAYKIT_TEST_DRY", "planted-4")],
            "explain", "POST", "/orders/7?debug=1&token=planted-2", "--body", "body.json", "--response", "answer.json",
            "--response-status", "404", "-H", "Authorization: Bearer planted-3");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("upstream  http://127.0.0.1:9/v2/7?token=***", end.Output);
        Assert.DoesNotContain(end.Output, line => line.Contains("planted", StringComparison.Ordinal));
        Assert.Equal(
            [
                "request-transform", "- POST /orders/7?debug=1&token=***", "- Content-Length: 41", "-   \"old\": 1,", "-   \"n\": 1.50",
                "+ POST /v2/7?token=***", "+ Content-Length: 49", "+ X-Tenant: blue", "+ X-Sent: a ***", "+   \"n\": 1.50,",
                "+   \"a\": \"***\"", "", "response", "  404", "  Content-Type: application/json", "  Content-Length: 8", "", "  {",
                "    \"id\": 7", "  }", "", "response-transform", "- 404", "- Content-Length: 8", "-   \"id\": 7", "+ 410",
                "+ Content-Length: 12", "+   \"number\": 7",
            ],
            end.Output.SkipWhile(line => line != "request-transform"));
    }

    [Fact]
    public async Task A_dry_run_shows_changes_of_cookies_without_their_values()
    {
        _folder.With("gateway.yaml", """
            routes:
              login:
                clusterId: login
                match: { path: /login }
                plugins:
                  - name: response-transform
                    options:
                      remove: { cookies: [debug] }
                      rename: { cookies: { JSESSIONID: session } }
                      add: { cookies: { user: "{{ requestBody.name }}", tenant: planted-1 } }
                      cookies: { session: { domain: "", path: /shop, secure: true }, tenant: { path: / } }
                  - { name: request-transform, options: { remove: { cookies: [debug] } } }
            clusters: { login: { destinations: { one: { address: "http://127.0.0.1:9/" } } } }
            """).With("body.json", """{"name":"ann"}""").With("answer.json", "{}");

        var end = await ResidentTool.RunAsync(
            _folder.Path,
            "explain", "POST", "/login", "--body", "body.json", "--response", "answer.json", "-H", "Cookie: debug=1; a=planted-3",
            "--response-header", "Set-Cookie: JSESSIONID=planted-4; Domain=shop.example; Path=/; x=planted-5",
            "--response-header", "Set-Cookie: debug=planted-6");

        Assert.DoesNotContain(end.Output, line => line.Contains("planted", StringComparison.Ordinal));
        Assert.Equal(
            [
                "response-transform", "  no change", "", "request-transform", "- Cookie: debug=***; a=***", "+ Cookie: a=***", "",
                "response", "  200", "  Set-Cookie: JSESSIONID=***; Domain=shop.example; Path=/; ***", "  Set-Cookie: debug=***",
                "  Content-Type: application/json", "  Content-Length: 2", "", "  {}", "", "response-transform",
                "- Set-Cookie: JSESSIONID=***; Domain=shop.example; Path=/; ***", "- Set-Cookie: debug=***",
                "+ Set-Cookie: session=***; Path=/shop; ***; Secure", "+ Set-Cookie: user=***", "+ Set-Cookie: tenant=***; Path=/",
            ],
            end.Output.SkipWhile(line => line != "response-transform"));
    }

    [Fact]
    public async Task A_dry_run_shows_changes_of_a_form_without_secrets()
    {
        _folder.With("gateway.yaml", """
            routes:
              login:
                clusterId: login
                match: { path: /login }
                plugins: [ { name: request-transform, options: { rename: { form: { user: name } } } } ]
            clusters: { login: { destinations: { one: { address: "http://127.0.0.1:9/" } } } }
            """).With("form.txt", "user=ann&password=planted-1");

        var end = await ResidentTool.RunAsync(
            _folder.Path, "explain", "POST", "/login", "--body", "form.txt", "-H", "Content-Type: application/x-www-form-urlencoded");

        Assert.Equal(
            ["request-transform", "- user=ann&password=***", "+ name=ann&password=***"],
            end.Output.SkipWhile(line => line != "request-transform"));
    }

    [Fact]
    public async Task A_dry_run_ends_where_a_plugin_rejects_the_message()
    {
        _folder.With("gateway.yaml", """
            routes:
              orders:
                clusterId: orders
                match: { path: /orders }
                plugins:
                  - { name: request-transform, id: first, options: { remove: { body: [/a] } } }
                  - { name: response-transform, options: { remove: { body: [/a] } } }
            clusters: { orders: { destinations: { one: { address: "http://127.0.0.1:9/" } } } }
            """).With("invalid.json", "{").With("body.json", "{}");

        var request = await RefusedAsync("POST", "/orders", "--body", "invalid.json");
        var response = await RefusedAsync("POST", "/orders", "--body", "body.json", "--response", "invalid.json");
        var missing = await ResidentTool.RunAsync(_folder.Path, "explain", "POST", "/orders", "--body", "none.json");

        Assert.Contains(request, line => line.StartsWith("answer    400: Plugin 'request-transform' rejects", StringComparison.Ordinal));
        Assert.Contains(request, line => line.StartsWith("request-transform (first) answers 400: ", StringComparison.Ordinal));
        Assert.Contains("request-transform (first)", response);
        Assert.Contains(response, line => line.StartsWith("response-transform answers 502: ", StringComparison.Ordinal));
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith("gatewaykit: --body: 'none.json' can't be read", Assert.Single(missing.Errors), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> ExplainAsync(params string[] request) => RunAsync(exitCode: 0, request);

    private Task<IReadOnlyList<string>> RefusedAsync(params string[] request) => RunAsync(exitCode: 2, request);

    private async Task<IReadOnlyList<string>> RunAsync(int exitCode, string[] request)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, ["explain", .. request]);
        Assert.Empty(end.Errors);
        Assert.Equal(exitCode, end.ExitCode);
        return end.Output;
    }
}
