using System.Text.Json;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class KeyAuthTests
{
    private static readonly (string Name, string Value)[] s_preflight =
        [("Origin", "https://app.example"), ("Access-Control-Request-Method", "PUT")];

    private const string Consumers = """
        consumers:
          alice:
            groups: [gold, beta]
            credentials: { key-auth: [ { key: alice-key }, { key: alice-other-key } ] }
          bob:
            # SHA-256 of "abc", FIPS 180-4's own example.
            credentials: { key-auth: [ { keyHash: "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD" } ] }
        groups: { gold: {}, beta: {} }

        """;

    [Fact]
    public async Task Without_a_key_the_answer_is_a_401_that_says_how_to_give_one()
    {
        await using var host = await StartAsync();

        var answer = await host.GetAsync("/");

        Assert.Equal((401, "Key realm=\"gateway\"", "application/problem+json"),
            (answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Content-Type")));
        Assert.Equal(401, JsonDocument.Parse(answer.Body).RootElement.GetProperty("status").GetInt32());
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("alice-key")]
    [InlineData("alice-other-key")]
    public async Task The_upstream_gets_the_consumer_and_not_the_key(string key)
    {
        await using var host = await StartAsync();

        var answer = await host.GetAsync(
            "/", ("x-api-key", key), ("X-Consumer-Name", "root"), ("X-Consumer-Groups", "admin"), ("X-Consumer-Id", "0"));

        Assert.Equal(200, answer.Status);
        var seen = host.Upstream.Request;
        Assert.Equal(("alice", "gold,beta", null, null),
            (seen.Header("X-Consumer-Name"), seen.Header("X-Consumer-Groups"), seen.Header("X-Consumer-Id"), seen.Header("X-Api-Key")));
    }

    [Fact]
    public async Task A_key_that_is_configured_as_a_hash_is_as_good()
    {
        await using var host = await StartAsync();

        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", "abc"))).Status);
        Assert.Equal(("bob", null), (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("X-Consumer-Groups")));
    }

    [Theory]
    [InlineData("X-Api-Key: wrong", "not valid")]
    [InlineData("X-Api-Key: ALICE-KEY", "not valid")]
    [InlineData("X-Api-Key: alice-key,alice-key", "not valid")]
    [InlineData("X-Api-Key: alice-key, alice-other-key", "not valid")]
    [InlineData("X-Api-Key: \"alice-key\"", "not valid")]
    [InlineData("X-Api-Key: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "not valid")]
    [InlineData("X-Api-Key:", "empty")]
    [InlineData("X-Api-Key:  ", "empty")]
    [InlineData("X-Api-Key: alice-key\r\nX-Api-Key: alice-key", "more than one")]
    [InlineData("X-Api-Key: alice-key\r\nx-api-key: wrong", "more than one")]
    [InlineData("X-Api-Key: \r\nX-Api-Key: alice-key", "more than one")]
    [InlineData("X-Api-Key: alice-key\r\nApi-Token: alice-key", "more than one")]
    public async Task What_is_not_exactly_one_good_key_is_refused(string headers, string reason)
    {
        await using var host = await StartAsync("headers: [X-Api-Key, Api-Token], queryParameters: [key]");

        var response = await host.SendRawAsync("GET / HTTP/1.1", headers);

        Assert.StartsWith("HTTP/1.1 401 ", response, StringComparison.Ordinal);
        Assert.Contains(reason, response, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("/?key=alice-key&key=alice-key", "more than one")]
    [InlineData("/?key=alice-key&k%65y=alice-key", "more than one")]
    [InlineData("/?key=&token=alice-key", "more than one")]
    [InlineData("/?key", "empty")]
    [InlineData("/?key=+%20", "empty")]
    [InlineData("/?key=wrong", "not valid")]
    [InlineData("/?KEY=alice-key", "needs credentials")]
    [InlineData("/?a=key=alice-key", "needs credentials")]
    public async Task A_query_s_keys_are_counted_as_well(string target, string reason)
    {
        await using var host = await StartAsync("headers: [], queryParameters: [key, token]");

        var answer = await host.GetAsync(target);

        Assert.Equal(401, answer.Status);
        Assert.Contains(reason, answer.Body, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_key_in_a_header_and_in_the_query_is_refused()
    {
        await using var host = await StartAsync("queryParameters: [key]");

        Assert.Equal(401, (await host.GetAsync("/?key=alice-key", ("X-Api-Key", "alice-key"))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        await using var host = await StartAsync();

        Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", new string('k', 4097)))).Status);
        Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", new string('k', 20_000)))).Status);
    }

    [Fact]
    public async Task A_key_of_4096_characters_is_good()
    {
        var key = new string('k', 4096);
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute("{ name: key-auth }")
            + $"consumers: {{ carol: {{ credentials: {{ key-auth: [ {{ key: {key} }} ] }} }} }}");

        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", key))).Status);
    }

    [Theory]
    [InlineData("/path?key=alice-key", "/path")]
    [InlineData("/path?a=%2F&key=alice-key&b=+%2f&&c", "/path?a=%2F&b=+%2f&&c")]
    [InlineData("/path?k%65y=alice%2Dkey&a=1", "/path?a=1")]
    public async Task A_hidden_key_leaves_the_rest_of_the_query_as_it_was(string target, string expected)
    {
        await using var host = await StartAsync("queryParameters: [key]");

        Assert.Equal(200, (await host.GetAsync(target)).Status);
        Assert.Equal(expected, host.Upstream.Request.Target);
    }

    [Fact]
    public async Task A_key_that_is_not_hidden_reaches_the_upstream()
    {
        await using var host = await StartAsync("hideCredentials: false, queryParameters: [key]");

        await host.GetAsync("/", ("X-Api-Key", "alice-key"));
        await host.GetAsync("/?key=alice-key");

        Assert.Equal(["alice-key", null], host.Upstream.Requests.Select(r => r.Header("X-Api-Key")));
        Assert.Equal(["/", "/?key=alice-key"], host.Upstream.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_key_is_hidden_even_if_another_plugin_has_found_the_caller()
    {
        var yaml = PluginGateway.OneRoute("{ name: trust }", "{ name: key-auth, options: { queryParameters: [key] } }")
            .Replace("clusterId: up", "clusterId: up\n    authentication: any", StringComparison.Ordinal);
        await using var host = await PluginGateway.StartAsync(yaml, setup => setup.WithPlugin<TrustPlugin>());

        Assert.Equal(200, (await host.GetAsync("/?key=alice-key", ("X-Api-Key", "alice-key"))).Status);
        Assert.Equal(("trusted", null, "/"),
            (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("X-Api-Key"), host.Upstream.Request.Target));
    }

    [Fact]
    public async Task The_realm_is_a_quoted_string()
    {
        await using var host = await StartAsync("realm: 'a\"b\\c'");

        Assert.Equal("Key realm=\"a\\\"b\\\\c\"", (await host.GetAsync("/")).Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("allowPreflight: true", 200)]
    public async Task A_preflight_needs_a_key_unless_the_upstream_answers_preflights(string options, int status)
    {
        await using var host = await StartAsync(options);

        Assert.Equal(status, (await host.SendAsync(HttpMethod.Options, "/", s_preflight)).Status);
        Assert.Equal(status == 200 ? 1 : 0, host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Nothing_but_a_preflight_passes_without_a_key()
    {
        await using var host = await StartAsync("allowPreflight: true");

        Assert.Equal(401, (await host.SendAsync(HttpMethod.Get, "/", s_preflight)).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Options, "/", s_preflight[0])).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Options, "/", s_preflight[1])).Status);
        foreach (var method in (string[])["", "P T", "PUT, POST"])
            Assert.Equal(401, (await host.SendAsync(
                HttpMethod.Options, "/", s_preflight[0], ("Access-Control-Request-Method", method))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("all", 401)]
    [InlineData("any", 200)]
    public async Task Another_scheme_of_the_route_decides_about_a_preflight_as_about_credentials(string authentication, int status)
    {
        var yaml = PluginGateway.OneRoute(
            "{ name: key-auth, options: { allowPreflight: true } }", "{ name: key-auth, id: other, options: { headers: [X-Other] } }");
        await using var host = await PluginGateway.StartAsync(
            yaml.Replace("clusterId", $"authentication: {authentication}\n    clusterId", StringComparison.Ordinal) + Consumers);

        Assert.Equal(status, (await host.SendAsync(HttpMethod.Options, "/", s_preflight)).Status);
        Assert.Equal(401, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Neither_the_answer_nor_the_gateway_s_log_shows_a_key()
    {
        await using var host = await StartAsync("queryParameters: [key]");

        var answers = new[] { await host.GetAsync("/", ("X-Api-Key", "sekret-1")),
            await host.GetAsync("/?key=sekret-2"),
            await host.GetAsync("/?key=alice-key") };

        Assert.DoesNotContain(answers, a => $"{a.Body}{a.Headers}{a.ContentHeaders}".Contains("sekret", StringComparison.Ordinal));

        // ASP.NET Core's own log of requests shows their targets as they came, at the level Information.
        Assert.DoesNotContain(
            host.Logs.Lines.Where(line => !line.Contains("Microsoft.AspNetCore.Hosting.Diagnostics", StringComparison.Ordinal)),
                line => line.Contains("sekret", StringComparison.Ordinal) || line.Contains("alice-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_taken_away_is_refused_from_then_on()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", "alice-other-key"))).Status);

        Assert.Empty(await host
            .ReloadAsync(PluginGateway.OneRoute("{ name: key-auth }")
                + Consumers.Replace(", { key: alice-other-key }", "", StringComparison.Ordinal))
            .WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", "alice-other-key"))).Status);
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", "alice-key"))).Status);
    }

    [Theory]
    [InlineData("headers: []", "options must name a header or a query parameter; set 'headers' or 'queryParameters'.")]
    [InlineData("headers: [X-Key, Content-Length]",
        "options.headers[1] is 'Content-Length'; it must not be a header that frames or routes the message.")]
    [InlineData("headers: [X-Key, x-key]", "options.headers[1] is 'x-key', a duplicate; list each name once.")]
    [InlineData("headers: [X-Consumer-Key]",
        "options.headers[0] is 'X-Consumer-Key'; it must not be a header that tells the upstream who is calling.")]
    [InlineData("headers: [cookie]", "options.headers[0] is 'Cookie'; it must be a header that can have a key as its only value.")]
    [InlineData("headers: [Host]", "options.headers[0] is 'Host'; it must not be a header that frames or routes the message.")]
    [InlineData("queryParameters: ['']", "options.queryParameters[0] is empty; it must be a parameter name.")]
    [InlineData("realm: \"a\\nb\"", "options.realm must contain only printable ASCII characters and spaces.")]
    public async Task A_wrong_option_is_named(string option, string message)
        => Assert.Equal([$"(key-auth): {message}"], await PluginGateway.ErrorsOfAsync($"{{ name: key-auth, options: {{ {option} }} }}"));

    [Theory]
    [InlineData("{}", "must have either 'key' or 'keyHash'")]
    [InlineData("{ key: sekret, keyHash: 'sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD' }",
        "must have either 'key' or 'keyHash'")]
    [InlineData("{ key: '' }", "must have 1 to 4096 characters")]
    [InlineData("{ key: ' sekret' }", "must not start or end with a space or contain control characters")]
    [InlineData("{ key: sekret-0123456789, id: 'a b' }", "must be 1 to 64 letters, digits, dots, hyphens and underscores")]
    [InlineData("{ key: sekret-0123456789, prefix: key }", "must be the beginning of the key")]
    [InlineData("{ key: sekret-0123456789, expiresAt: 2027-01-31 }", "must be a time with an offset (RFC 3339)")]
    [InlineData("{ keyHash: 'md5:sekret' }", "must be 'sha256:' followed by 64 hexadecimal digits")]
    public async Task A_wrong_credential_is_named_and_not_shown(string credential, string rule)
    {
        var errors = await PluginGateway.ErrorsOfAsync(
            "{ name: key-auth }", $"consumers: {{ carol: {{ credentials: {{ key-auth: [ {credential} ] }} }} }}");

        Assert.Contains(rule, Assert.Single(errors), StringComparison.Ordinal);
        Assert.StartsWith("consumers.carol", errors[0], StringComparison.Ordinal);
        Assert.DoesNotContain("sekret", errors[0], StringComparison.Ordinal);
    }

    private static Task<Testing.GatewayTestHost> StartAsync(string options = "")
        => PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: key-auth, options: {{ {options} }} }}") + Consumers);
}
