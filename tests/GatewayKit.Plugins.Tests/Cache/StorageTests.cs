using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9111, section 3: the parts of a response, keys, cookies and credentials.</summary>
public class StorageTests
{
    private const string Callers = """
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          bob: { credentials: { key-auth: [ { key: bob-key } ] } }
        """;

    private static readonly (string, string) s_alice = ("X-Api-Key", "alice-key");
    private static readonly (string, string) s_bob = ("X-Api-Key", "bob-key");

    [Fact]
    public async Task A_hit_has_the_status_the_headers_and_the_body_of_the_response()
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.StatusCode = 203;
            http.Response.ContentType = "text/x-own";
            http.Response.Headers.CacheControl = "max-age=100";
            http.Response.Headers["X-Lines"] = new[] { "one", "two" };
            http.Response.Headers.ETag = "\"a\"";
            return Task.CompletedTask;
        });

        await api.GetAsync();
        var hit = await api.GetAsync();

        Assert.Equal((203, "body 1", "6"), (hit.Status, hit.Body, hit.Header("Content-Length")));
        Assert.Equal(("text/x-own", "one, two", "\"a\""), (hit.Header("Content-Type"), hit.Header("X-Lines"), hit.Header("ETag")));
    }

    [Fact]
    public async Task Cache_Status_reports_a_miss_and_a_hit()
    {
        await using var api = await CachedApi.StartAsync(
            headers => (headers.CacheControl, headers["Cache-Status"]) = ("max-age=100", "origin; hit"));

        var miss = await api.GetAsync();
        var hit = await api.GetAsync();
        var post = await api.SendAsync(HttpMethod.Post);

        Assert.Equal("origin; hit, GatewayKit; fwd=miss; stored", miss.Header("Cache-Status"));
        Assert.Matches("^origin; hit, GatewayKit; hit; ttl=(100|99)$", hit.Header("Cache-Status"));
        Assert.Equal("origin; hit, GatewayKit; fwd=method", post.Header("Cache-Status"));
    }

    [Fact]
    public async Task Fields_that_the_upstream_excludes_are_not_stored()
    {
        await using var api = await CachedApi.StartAsync(headers =>
        {
            headers.CacheControl = "max-age=100, no-cache=\"x-a\", private=\"X-B, set-cookie\"";
            headers["X-A"] = headers["X-B"] = headers["X-C"] = "1";
            headers.SetCookie = "s=1";
            headers["Proxy-Authenticate"] = "Basic";
        });

        await api.GetAsync();
        var hit = await api.GetAsync();

        Assert.Equal(1, api.Count);
        Assert.Equal((null, null, "1", null, null),
            (hit.Header("X-A"), hit.Header("X-B"), hit.Header("X-C"), hit.Header("Set-Cookie"), hit.Header("Proxy-Authenticate")));
    }

    [Theory]
    [InlineData("max-age=100", false)]
    [InlineData("max-age=100, public", true)]
    [InlineData("s-maxage=100", true)]
    public async Task A_cookie_is_shared_only_if_the_upstream_allows_it(string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.SetCookie) = (cacheControl, "s=1"));

        await api.GetAsync();

        Assert.Equal(isReused, await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("max-age=100", false)]
    [InlineData("max-age=100, public", true)]
    [InlineData("max-age=100, must-revalidate", true)]
    [InlineData("s-maxage=100", true)]
    public async Task A_response_to_credentials_is_shared_only_if_the_upstream_allows_it(string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(cacheControl);

        await api.GetAsync("/", ("Authorization", "Bearer a"));

        Assert.Equal(isReused, await api.IsCachedAsync("/", ("Authorization", "Bearer b")));
        Assert.Equal(isReused, await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("max-age=100", false)]
    [InlineData("max-age=100, public", true)]
    public async Task A_response_to_a_consumer_is_shared_only_if_the_upstream_allows_it(string cacheControl, bool isReused)
    {
        await using var api = await StartForConsumersAsync(cacheControl);

        await api.GetAsync("/", s_alice);

        Assert.Equal(isReused, await api.IsCachedAsync("/", s_bob));
        Assert.Equal(401, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task With_varyBy_consumer_each_consumer_has_its_own_response()
    {
        await using var api = await StartForConsumersAsync("max-age=100", "varyBy: [consumer]");

        var alice = await api.GetAsync("/", s_alice);
        var bob = await api.GetAsync("/", s_bob);

        Assert.True(await api.IsCachedAsync("/", s_alice));
        Assert.Equal((alice.Body, bob.Body), ((await api.GetAsync("/", s_alice)).Body, (await api.GetAsync("/", s_bob)).Body));
        Assert.NotEqual(alice.Body, bob.Body);
    }

    [Theory]
    [InlineData("max-age=100", "bob")]
    [InlineData("max-age=100, public", "alice")]
    public async Task A_response_to_a_caller_that_forward_auth_has_checked_is_shared_only_if_the_upstream_allows_it(
        string cacheControl, string expected)
    {
        await using var service = await TestService.StartAsync(http =>
        {
            http.Response.Headers["X-User-Id"] = http.Request.Headers["X-Token"];
            return Task.CompletedTask;
        });
        var options = $"url: '{service.Address}/check', requestHeaders: [X-Token], upstreamHeaders: [X-User-Id]";
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = cacheControl;
                return http.Response.WriteAsync(http.Request.Headers["X-User-Id"].ToString());
            },
            plugins: [$"{{ name: forward-auth, options: {{ {options} }} }}"]);

        Assert.Equal("alice", (await api.GetAsync("/", ("X-Token", "alice"))).Body);
        Assert.Equal(expected, (await api.GetAsync("/", ("X-Token", "bob"))).Body);
    }

    [Theory]
    [InlineData(412, "X-A", "1")]
    [InlineData(416, "Range", "bytes=9-")]
    [InlineData(417, "X-A", "1")]
    [InlineData(404, "Range", "bytes=9-")]
    public async Task An_error_that_headers_of_a_request_cause_is_not_stored(int status, string name, string value)
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (number == 1)
                http.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(status, (await api.GetAsync("/", (name, value))).Status);
        Assert.Equal((200, "body 2"), ((await api.GetAsync()).Status, (await api.GetAsync()).Body));
    }

    [Theory]
    [InlineData(200, "", "; stored")]
    [InlineData(400, "", "")]
    [InlineData(400, "no-cache", "")]
    [InlineData(400, "public", "; stored")]
    public async Task A_validator_alone_does_not_allow_to_store_every_status(int status, string cacheControl, string stored)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.StatusCode = status;
            (http.Response.Headers.ETag, http.Response.Headers.CacheControl) = ("\"a\"", cacheControl);
            return Task.CompletedTask;
        });

        Assert.Equal("GatewayKit; fwd=miss" + stored, (await api.GetAsync()).Header("Cache-Status"));
    }

    [Theory]
    [InlineData("", "ttl: 1m", false)]
    [InlineData("max-age=60", "ttl: 1m", true)]
    [InlineData("public", "ttl: 1m", true)]
    [InlineData("", "ttl: 1m, varyBy: ['cookie:s']", true)]
    public async Task A_response_to_a_cookie_is_stored_only_if_the_upstream_or_the_operator_says_so(
        string cacheControl, string options, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(cacheControl, options);

        await api.GetAsync("/", ("Cookie", "s=1"));

        Assert.Equal(isReused, await api.IsCachedAsync("/", ("Cookie", "s=1")));
        await api.GetAsync("/other");
        Assert.True(await api.IsCachedAsync("/other"));
    }

    [Fact]
    public async Task Headers_about_the_limit_of_a_client_are_not_stored()
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = "max-age=100";
                http.Response.Headers["X-RateLimit-Remaining"] = http.Response.Headers.RetryAfter = "7";
                return Task.CompletedTask;
            },
            later: ["{ name: rate-limit, options: { limit: 5, window: 1m, by: ip } }"]);

        var miss = await api.GetAsync();
        var hit = await api.GetAsync();

        Assert.Equal((1, "7", "7"), (api.Count, miss.Header("X-RateLimit-Remaining"), miss.Header("Retry-After")));
        Assert.NotNull(miss.Header("RateLimit"));
        foreach (var name in (string[])["RateLimit", "RateLimit-Policy", "X-RateLimit-Remaining", "Retry-After"])
            Assert.Null(hit.Header(name));
    }

    [Fact]
    public async Task A_response_of_a_cluster_that_a_later_plugin_chooses_is_not_stored()
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = "max-age=100";
                return Task.CompletedTask;
            },
            more: "  other: { destinations: { one: { address: \"{upstream}\" } } }",
            later: ["{ name: other-cluster }"]);

        await api.GetAsync("/", ("X-Other", "1"));

        Assert.False(await api.IsCachedAsync());
        Assert.True(await api.IsCachedAsync());
    }

    [Fact]
    public async Task A_cache_before_authentication_stores_nothing_that_a_caller_gets()
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = "max-age=100, public";
                return Task.CompletedTask;
            },
            plugins: ["{ name: key-auth }", "{ name: cache, id: early, stage: diagnostics, options: {} }"], more: Callers);

        await api.GetAsync("/", s_alice);

        Assert.Equal(401, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task Scheme_host_path_and_query_are_the_key()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        string[] targets = ["/a", "/A", "/a?x=1&y=2", "/a?y=2&x=1", "/a?", "/%61"];

        foreach (var target in targets)
            await api.GetAsync(target);

        Assert.Equal(targets.Length, api.Count);
        Assert.False(await api.IsCachedAsync("/a", ("Host", "other.example")));
        Assert.True(await api.IsCachedAsync("/a", ("Host", "OTHER.example")));
        foreach (var target in targets)
            Assert.True(await api.IsCachedAsync(target));
    }

    [Theory]
    [InlineData("http://gateway/a?x=1", "/a?x=1")]
    [InlineData("http://gateway", "/")]
    [InlineData("http://gateway?x=1", "/?x=1")]
    public async Task A_target_in_absolute_form_has_the_same_key(string absolute, string target)
    {
        await using var api = await CachedApi.StartAsync("max-age=100");

        await api.Host.SendRawAsync($"GET {absolute} HTTP/1.1");

        Assert.Equal(1, api.Count);
        Assert.True(await api.IsCachedAsync(target, ("Host", "gateway")));
    }

    [Fact]
    public async Task Two_routes_do_not_share_responses()
    {
        await using var host = await PluginGateway.StartAsync("""
            plugins: [ { name: cache } ]
            routes:
              beta: { clusterId: up, match: { path: /a, headers: [ { name: X-Beta, values: ["1"] } ] }, transforms: [ { pathSet: /beta } ] }
              other: { clusterId: up, match: { path: /a } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
            """,
            setup => setup.WithUpstream(http =>
            {
                http.Response.Headers.CacheControl = "max-age=100";
                return http.Response.WriteAsync(http.Request.Path);
            }));

        Assert.Equal("/beta", (await host.GetAsync("/a", ("X-Beta", "1"))).Body);
        Assert.Equal("/a", (await host.GetAsync("/a")).Body);
        Assert.Equal("/beta", (await host.GetAsync("/a", ("X-Beta", "1"))).Body);
        Assert.Equal(2, host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_GET_with_a_body_passes()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        await api.GetAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Content = new StringContent("fat") };
        using var response = await api.Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("GatewayKit; fwd=bypass", response.Headers.GetValues("Cache-Status").Single());
        Assert.Equal(2, api.Count);
    }

    [Fact]
    public async Task HEAD_is_answered_with_the_stored_response_to_GET()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        await api.GetAsync();

        var head = await api.SendAsync(HttpMethod.Head);

        Assert.Equal((200, "", "6", 1), (head.Status, head.Body, head.Header("Content-Length"), api.Count));
    }

    [Fact]
    public async Task A_response_to_HEAD_is_not_stored()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");

        await api.SendAsync(HttpMethod.Head);

        Assert.False(await api.IsCachedAsync());
    }

    [Fact]
    public async Task Headers_that_a_plugin_adds_to_every_response_are_not_stored()
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = "max-age=100";
                return Task.CompletedTask;
            },
            plugins: ["{ name: correlation-id }"]);

        var miss = await api.GetAsync("/", ("X-Correlation-Id", "first"));
        var hit = await api.GetAsync("/", ("X-Correlation-Id", "second"));

        Assert.Equal(1, api.Count);
        Assert.NotEqual(miss.Header("X-Correlation-Id"), hit.Header("X-Correlation-Id"));
        Assert.DoesNotContain(",", hit.Header("X-Correlation-Id") ?? "", StringComparison.Ordinal);
    }

    private static Task<CachedApi> StartForConsumersAsync(string cacheControl, string options = "")
        => CachedApi.StartAsync(
            (http, _) =>
            {
                http.Response.Headers.CacheControl = cacheControl;
                return Task.CompletedTask;
            },
            options, ["{ name: key-auth }"], Callers);
}
