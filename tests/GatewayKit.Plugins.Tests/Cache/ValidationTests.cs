using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9111, section 4.3, and RFC 9110, section 13.</summary>
public class ValidationTests
{
    private const string Modified = "Sun, 01 Nov 2026 11:00:00 GMT";

    [Fact]
    public async Task A_304_renews_the_stored_response()
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);

        await api.GetAsync();
        api.Pass(20);
        var renewed = await api.GetAsync();
        api.Pass(8);

        Assert.Equal((200, "body 1"), (renewed.Status, renewed.Body));
        Assert.Equal(("2", "stays"), (renewed.Header("X-Number"), renewed.Header("X-Only-First")));
        Assert.Equal("GatewayKit; fwd=stale; fwd-status=304; stored", renewed.Header("Cache-Status"));
        var request = api.Host.Upstream.Requests.Last();
        Assert.Equal(("\"v1\"", Modified), (request.Header("If-None-Match"), request.Header("If-Modified-Since")));
        Assert.True(await api.IsCachedAsync());
        Assert.Equal("2", (await api.GetAsync()).Header("X-Number"));
    }

    [Fact]
    public async Task Another_response_replaces_the_stored_one()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = ("max-age=10", $"\"v{number}\"");
            return Task.CompletedTask;
        });

        await api.GetAsync();
        api.Pass(20);

        Assert.Equal("body 2", (await api.GetAsync()).Body);
        Assert.Equal("body 2", (await api.GetAsync()).Body);
        Assert.Equal(2, api.Count);
    }

    [Theory]
    [InlineData("no-cache")]
    [InlineData("max-age=0")]
    public async Task A_client_can_ask_for_a_validation(string directive)
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);
        await api.GetAsync();

        var answer = await api.GetAsync("/", ("Cache-Control", directive));

        Assert.Equal((200, "body 1", 2), (answer.Status, answer.Body, api.Count));
    }

    [Theory]
    [InlineData("If-None-Match", "\"v1\"", 304)]
    [InlineData("If-None-Match", "W/\"v1\"", 304)]
    [InlineData("If-None-Match", "\"a,b\", \"v1\"", 304)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-None-Match", "\"v2\"", 200)]
    [InlineData("If-Modified-Since", Modified, 304)]
    [InlineData("If-Modified-Since", "Sunday, 01-Nov-26 11:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Sun, 01 Nov 2026 10:59:59 GMT", 200)]
    [InlineData("If-Modified-Since", "yesterday", 200)]
    public async Task A_condition_of_a_client_is_decided_by_the_stored_response(string name, string value, int status)
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);
        await api.GetAsync();

        var answer = await api.GetAsync("/", (name, value));

        Assert.Equal((status, 1), (answer.Status, api.Count));
        Assert.Equal("\"v1\"", answer.Header("ETag"));
        Assert.Equal(status == 200 ? "6" : null, answer.Header("Content-Length"));
    }

    [Fact]
    public async Task A_condition_of_a_client_applies_after_a_validation()
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal(304, (await api.GetAsync("/", ("If-None-Match", "\"v1\""))).Status);
        api.Pass(20);
        Assert.Equal(200, (await api.GetAsync("/", ("If-None-Match", "\"other\""))).Status);
        Assert.Equal("\"v1\"", api.Host.Upstream.Requests.Last().Header("If-None-Match"));
    }

    [Fact]
    public async Task A_condition_passes_while_nothing_is_stored_and_its_304_is_not_stored()
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);

        Assert.Equal(304, (await api.GetAsync("/", ("If-None-Match", "\"v1\""))).Status);
        Assert.Equal(200, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task If_Match_passes()
    {
        await using var api = await CachedApi.StartAsync(AnswerAsync);
        await api.GetAsync();

        var answer = await api.GetAsync("/", ("If-Match", "\"v1\""));

        Assert.Equal(("GatewayKit; fwd=bypass", 2), (answer.Header("Cache-Status"), api.Count));
    }

    [Fact]
    public async Task A_304_with_another_strong_tag_does_not_renew_the_stored_response()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = ("max-age=10", $"\"v{number}\"");
            if (number == 2)
                http.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal((200, "body 1"), ((await api.GetAsync()) is var answer ? (answer.Status, answer.Body) : default));
        Assert.Equal("body 3", (await api.GetAsync()).Body);
    }

    [Fact]
    public async Task A_cookie_of_a_304_goes_only_to_the_client_that_asked()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            if (number == 2)
                http.Response.Headers.SetCookie = "s=1";
            return AnswerAsync(http, number);
        });
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal("s=1", (await api.GetAsync()).Header("Set-Cookie"));
        Assert.Null((await api.GetAsync()).Header("Set-Cookie"));
        Assert.Equal(2, api.Count);
    }

    [Fact]
    public async Task A_response_to_HEAD_with_other_validators_removes_the_stored_response()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = ("max-age=100", $"\"v{number}\"");
            return Task.CompletedTask;
        });
        await api.GetAsync();

        await api.SendAsync(HttpMethod.Head, "/", ("Cache-Control", "no-cache"));

        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("max-age=5", false)]
    [InlineData("max-age=50", true)]
    [InlineData("min-fresh=80", true)]
    [InlineData("min-fresh=95", false)]
    [InlineData("no-store", false)]
    [InlineData("nonsense", true)]
    public async Task The_directives_of_a_request_count(string directive, bool isReused)
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        await api.GetAsync();
        api.Pass(10);

        Assert.Equal(isReused, await api.IsCachedAsync("/", ("Cache-Control", directive)));
    }

    [Theory]
    [InlineData("max-age=10", "max-stale", true)]
    [InlineData("max-age=10", "max-stale=20", true)]
    [InlineData("max-age=10", "max-stale=5", false)]
    [InlineData("max-age=10, must-revalidate", "max-stale", false)]
    [InlineData("s-maxage=10", "max-stale", false)]
    public async Task A_client_can_accept_a_stale_response_unless_the_upstream_forbids_it(
        string cacheControl, string directive, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.ETag) = (cacheControl, "\"a\""));
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal(isReused, await api.IsCachedAsync("/", ("Cache-Control", directive)));
    }

    [Fact]
    public async Task Pragma_counts_without_Cache_Control()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");
        await api.GetAsync();

        Assert.True(await api.IsCachedAsync("/", ("Pragma", "no-cache"), ("Cache-Control", "x")));
        Assert.False(await api.IsCachedAsync("/", ("Pragma", "no-cache")));
    }

    [Fact]
    public async Task Only_if_cached_never_reaches_the_upstream()
    {
        await using var api = await CachedApi.StartAsync("max-age=100");

        Assert.Equal(504, (await api.GetAsync("/", ("Cache-Control", "only-if-cached"))).Status);
        Assert.Equal(0, api.Count);
        await api.GetAsync();
        Assert.Equal(200, (await api.GetAsync("/", ("Cache-Control", "only-if-cached"))).Status);
    }

    [Fact]
    public async Task Clients_can_be_kept_from_passing_the_cache()
    {
        await using var api = await CachedApi.StartAsync("max-age=100", "respectClient: false");
        await api.GetAsync();

        Assert.True(await api.IsCachedAsync("/", ("Cache-Control", "no-cache, no-store")));
    }

    [Theory]
    [InlineData("Cookie", "s=1")]
    [InlineData("Authorization", "Bearer x")]
    public async Task A_304_for_a_client_whose_response_is_not_shared_keeps_the_stored_one_for_others(string name, string value)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.Headers.ETag = "\"v1\"";
            if (http.Request.Headers.IfNoneMatch == "\"v1\"")
                http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }, "ttl: 1m");
        await api.GetAsync();
        api.Pass(100);

        Assert.Equal("body 1", (await api.GetAsync("/", (name, value))).Body);

        Assert.Equal("body 1", (await api.GetAsync()).Body);
        Assert.Equal(3, api.Count);
        Assert.True(await api.IsCachedAsync());
    }

    [Fact]
    public async Task A_304_that_forbids_to_store_removes_the_stored_response()
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = (number == 1 ? "max-age=10" : "no-store", "\"v1\"");
            if (http.Request.Headers.IfNoneMatch == "\"v1\"")
                http.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal("body 1", (await api.GetAsync()).Body);

        Assert.Equal("body 3", (await api.GetAsync()).Body);
    }

    private static Task AnswerAsync(HttpContext http, int number)
    {
        var headers = http.Response.Headers;
        (headers.CacheControl, headers.ETag, headers.LastModified) = ("max-age=10", "\"v1\"", Modified);
        headers["X-Number"] = $"{number}";
        if (number == 1)
            headers["X-Only-First"] = "stays";
        if (http.Request.Headers.IfNoneMatch == "\"v1\"")
            http.Response.StatusCode = 304;
        return Task.CompletedTask;
    }
}
