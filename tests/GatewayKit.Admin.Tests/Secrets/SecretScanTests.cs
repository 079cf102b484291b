using GatewayKit.Admin.Tests.Describing;
using GatewayKit.Admin.Tests.Endpoints;
using GatewayKit.Admin.Tests.Planning;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>Each secret of a configuration has the word "planted". Nothing that the admin API answers, and no log line, has it.</summary>
public sealed class SecretScanTests : IAsyncLifetime
{
    private const string Variable = "GATEWAYKIT_ADMIN_SCAN_SECRET";

    private static readonly string s_configuration = """
        plugins:
          - name: key-auth
          - name: basic-auth
        routes:
          static:
            clusterId: one
            match: { path: /static }
            metadata: { apiKey: planted-metadata-key }
            transforms:
              - { requestHeader: Authorization, set: Bearer planted-transform }
              - { requestHeader: X-Api-Key, append: planted-append }
              - { queryValueParameter: api_key, set: planted-query }
            plugins:
              - { name: upstream-auth, options: { header: { name: X-Upstream, value: planted-header-value } } }
              - { name: request-transform, options: { replace: { headers: { Authorization: planted-replaced, Cookie: planted-cookie } } } }
              - { name: opa, options: { url: "http://127.0.0.1:1/", token: planted-opa-token } }
          basic:
            clusterId: one
            match: { path: /basic }
            plugins:
              - { name: upstream-auth, options: { basic: { username: shop, password: planted-password } } }
              - { name: http-log, options: { url: "http://127.0.0.1:1/", headers: { X-Log: planted-log-header } } }
          variable:
            clusterId: one
            match: { path: /variable }
            plugins:
              - { name: upstream-auth, options: { header: { value: "${env:GATEWAYKIT_ADMIN_SCAN_SECRET}" } } }
              - { name: request-transform, options: { add: { headers: { User-Agent: "a ${env:GATEWAYKIT_ADMIN_SCAN_SECRET}" } } } }
        clusters:
          one:
            destinations: { a: { address: "{upstream}", metadata: { connectionString: "Host=db;Password=planted-connection" } } }
            metadata: { clientSecret: planted-client-secret }
        consumers:
          alice: { credentials: { key-auth: [ { key: planted-alice-key } ], basic-auth: [ { username: alice, password: planted-basic } ] } }
          bob: { credentials: { key-auth: [ { keyHash: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } ] } }
        """;

    private AdminHost _host = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, "planted-variable");
        _host = await AdminHost.StartWithKeysAsync(s_configuration, Shop.UsePlugins);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task No_answer_to_a_read_has_a_secret()
    {
        foreach (var path in await PathsAsync())
        {
            var answer = await _host.GetAsync(path, AdminHost.AdminKey);

            Assert.Equal((path, 200), (path, answer.Status));
            AssertHasNone(path, answer.Text);
        }

        Assert.All(_host.Gateway.Logs.Lines, line => AssertHasNone("log", line));
    }

    [Theory]
    [InlineData("/static")]
    [InlineData("/basic")]
    [InlineData("/variable")]
    public async Task No_explanation_has_a_secret(string path)
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/v1/explain", AdminHost.OperatorKey,
            $$"""
            {
              "url": "{{path}}",
              "headers": { "X-Api-Key": "planted-alice-key", "Authorization": "Basic YWxpY2U6cGxhbnRlZC1iYXNpYw==" }
            }
            """);

        Assert.Equal("alice", (string?)answer.Json["consumer"]);
        AssertHasNone(path, answer.Text);
        Assert.All(_host.Gateway.Logs.Lines, line => AssertHasNone("log", line));
    }

    [Theory]
    [InlineData("planted", "planned")]
    [InlineData("replace: {", "add: {")]
    [InlineData("name: X-Upstream", "name: X-Other")]
    [InlineData("a ${env:GATEWAYKIT_ADMIN_SCAN_SECRET}", "b")]
    public async Task No_plan_has_a_secret(string from, string to)
    {
        foreach (var path in new[] { "/static", "/basic", "/variable" })
        {
            await _host.SendAsync(
                "GET", $"{path}?planted=planted&api_key=planted", ("X-Api-Key", "planted-alice-key"), ("Cookie", "a=planted"));
        }

        var change = s_configuration.Replace(from, to, StringComparison.Ordinal)
            .Replace("${env:GATEWAYKIT_ADMIN_SCAN_SECRET}", "literal", StringComparison.Ordinal)
            .Replace("{upstream}", _host.Gateway.Upstream.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

        var plan = await PlanHost.PlanAsync(3, () => _host.PlanYamlAsync(change, AdminHost.OperatorKey));

        Assert.NotEmpty(plan["changes"]!.AsArray());
        AssertHasNone("plan", plan.ToJsonString());
        Assert.All(_host.Gateway.Logs.Lines, line => AssertHasNone("log", line));
    }

    [Fact]
    public async Task No_problem_has_a_secret()
    {
        var malformed = await _host.SendAsync(
            HttpMethod.Post, "/v1/explain", AdminHost.OperatorKey, """{ "url": "/", "headers": { "X": { "planted": "planted" } } }""");
        await _host.Gateway.ReloadAsync("consumers: { eve: { credentials: { key-auth: [ { key: [planted] } ] } } }");
        var rejected = await _host.GetAsync("/v1/errors", AdminHost.ViewerKey);

        AssertHasNone("problem", malformed.Text);
        AssertHasNone("errors", rejected.Text);
        Assert.All(_host.Gateway.Logs.Lines, line => AssertHasNone("log", line));
    }

    [Theory]
    [InlineData("address: 'htp://user:planted@host'", "htp://***@host")]
    [InlineData("address: 'user:planted@host'", "'***@host'")]
    [InlineData("address: 'http://user:pa/planted#@host:x'", "http://***@host:x")]
    [InlineData("address: 'http://host', health: 'htp://user:planted@host'", "htp://***@host")]
    [InlineData("address: 'http://host', host: 'user:planted@host'", "'***@host'")]
    public async Task An_invalid_address_is_shown_without_its_password(string destination, string shown)
    {
        await _host.Gateway.ReloadAsync($"clusters: {{ one: {{ destinations: {{ a: {{ {destination} }} }} }} }}");
        var rejected = await _host.GetAsync("/v1/errors", AdminHost.ViewerKey);

        Assert.Contains(shown, (string?)rejected.Json["items"]![0]!["errors"]![0]!["message"], StringComparison.Ordinal);
        AssertHasNone("errors", rejected.Text);
        Assert.All(_host.Gateway.Logs.Lines, line => AssertHasNone("log", line));
    }

    [Fact]
    public async Task What_is_not_secret_is_shown()
    {
        var config = (await _host.ReadAsync("/v1/config", AdminHost.ViewerKey))["config"]!;

        Assert.Equal("shop", (string?)config["routes"]!["basic"]!["plugins"]![0]!["options"]!["basic"]!["username"]);
        Assert.Equal("alice", (string?)config["consumers"]!["alice"]!["credentials"]!["basic-auth"]![0]!["username"]);
        Assert.Equal("a ${env:GATEWAYKIT_ADMIN_SCAN_SECRET}",
            (string?)config["routes"]!["variable"]!["plugins"]![1]!["options"]!["add"]!["headers"]!["User-Agent"]);
    }

    /// <summary>Every path that can be read, with the ids of the configuration.</summary>
    private async Task<IEnumerable<string>> PathsAsync()
    {
        string[] ids = ["static", "basic", "variable", "one", "alice", "bob", "upstream-auth", "key-auth", "http-log"];
        var paths = new List<string>();
        foreach (var operation in (await AdminDescription.ReadAsync(_host)).Where(operation => operation.Method == "GET"))
        {
            foreach (var path in operation.Path.Contains('{') ? ids.Select(operation.PathWith) : [operation.Path])
            {
                if ((await _host.GetAsync(path, AdminHost.AdminKey)).Status == 200)
                    paths.Add(path);
            }
        }

        Assert.Contains("/v1/routes/static", paths);
        Assert.Contains("/v1/consumers/alice", paths);
        return paths;
    }

    private static void AssertHasNone(string where, string text)
    {
        Assert.False(text.Contains("planted", StringComparison.OrdinalIgnoreCase), $"{where}: {text}");
        Assert.False(text.Contains("0123456789abcdef0123456789abcdef", StringComparison.Ordinal), $"{where}: {text}");
        Assert.False(text.Contains("YWxpY2U6cGxhbnRlZC1iYXNpYw", StringComparison.Ordinal), $"{where}: {text}");
    }
}
