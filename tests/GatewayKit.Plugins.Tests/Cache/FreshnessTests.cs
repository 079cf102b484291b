using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9111, section 4.2, and RFC 9213.</summary>
public class FreshnessTests
{
    [Theory]
    [InlineData("max-age=100", 100)]
    [InlineData("MAX-AGE=\"100\"", 100)]
    [InlineData("max-age=10, s-maxage=100", 100)]
    [InlineData("s-maxage=100, max-age=1000", 100)]
    [InlineData("extension=\"max-age=1000\", max-age=100", 100)]
    [InlineData("max-age=0100", 100)]
    [InlineData("max-age=99999999999", int.MaxValue)]
    public async Task A_response_is_reused_until_its_lifetime_ends(string cacheControl, int seconds)
    {
        await using var api = await CachedApi.StartAsync(cacheControl);

        var first = await api.GetAsync();
        api.Pass(seconds - 2);
        var reused = await api.GetAsync();
        api.Pass(3);
        var other = await api.GetAsync();

        Assert.Equal(("body 1", "body 1", "body 2"), (first.Body, reused.Body, other.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("max-age=0")]
    [InlineData("max-age=-5")]
    [InlineData("max-age='100'")]
    [InlineData("max-age=1.5")]
    [InlineData("max-age =100")]
    [InlineData("no-store, max-age=100")]
    [InlineData("extension=\"a, max-age=100")]
    [InlineData("private, max-age=100")]
    [InlineData("No-Cache, max-age=100")]
    public async Task A_response_without_a_lifetime_is_not_reused(string cacheControl)
    {
        await using var api = await CachedApi.StartAsync(cacheControl);

        await api.GetAsync();

        Assert.False(await api.IsCachedAsync());
    }

    [Fact]
    public async Task Expires_counts_from_the_date_of_the_response()
    {
        await using var api = await CachedApi.StartAsync((_, _) => Task.CompletedTask);
        api.Answer = (http, _) =>
        {
            http.Response.Headers.Expires = api.Time.GetUtcNow().AddSeconds(100).ToString("r");
            return Task.CompletedTask;
        };

        await api.GetAsync();
        api.Pass(98);
        Assert.True(await api.IsCachedAsync());
        api.Pass(3);
        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 01 Nov 2026 11:00:00 GMT")]
    [InlineData("Mon, 01 Nov 2027 12:00:00 UTC")]
    public async Task An_invalid_or_past_Expires_makes_a_response_stale(string expires)
    {
        await using var api = await CachedApi.StartAsync(headers => headers.Expires = expires);

        await api.GetAsync();

        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, true)]
    [InlineData(403, false)]
    [InlineData(503, false)]
    public async Task Without_a_lifetime_a_tenth_of_the_time_since_the_last_change_counts(int status, bool isReused)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.LastModified = "Sun, 01 Nov 2026 10:20:00 GMT"; // 6000 s ago
            return Task.CompletedTask;
        });

        await api.GetAsync();
        api.Pass(590);
        Assert.Equal(isReused, await api.IsCachedAsync());
        api.Pass(700);
        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("max-age=10", false)]
    [InlineData("no-store", false)]
    public async Task The_configured_ttl_counts_only_if_the_upstream_says_nothing(string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(cacheControl, "ttl: 1m");

        await api.GetAsync();
        api.Pass(50);
        Assert.Equal(isReused, await api.IsCachedAsync());
        api.Pass(61);
        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("max-age=1", true)]
    [InlineData("no-cache", true)]
    [InlineData("no-store", false)]
    [InlineData("private", false)]
    public async Task Without_respect_for_the_origin_the_ttl_counts_and_secrets_stay_out(string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(cacheControl, "ttl: 1m, respectOrigin: false");

        await api.GetAsync();
        api.Pass(50);

        Assert.Equal(isReused, await api.IsCachedAsync());
    }

    [Fact]
    public async Task Age_is_the_time_since_the_upstream_s_answer_and_Date_stays()
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.Age) = ("max-age=100", "30"));

        var first = await api.GetAsync();
        api.Pass(10);
        var reused = await api.GetAsync();

        Assert.Equal("40", reused.Header("Age"));
        Assert.Equal(first.Header("Date"), reused.Header("Date"));
        api.Pass(61);
        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("-200", true)]
    [InlineData("0, 200", true)]
    [InlineData("200, 0", false)]
    [InlineData("99999999999999999999", false)]
    public async Task The_first_valid_Age_counts(string age, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.Age) = ("max-age=100", age));

        await api.GetAsync();

        Assert.Equal(isReused, await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("max-age=100", "no-store", true)]
    [InlineData("max-age=100;a=1, foobar", "max-age=1", true)]
    [InlineData("max-age=0", "max-age=100", false)]
    [InlineData("no-store", "max-age=100", false)]
    [InlineData("private", "max-age=100", false)]
    [InlineData("max-age=\"100\"", "no-store", false)]
    [InlineData("max-age=100, &&&", "no-store", false)]
    [InlineData("MAX-AGE=100", "no-store", false)]
    [InlineData("max-age=0,", "max-age=100", true)]
    public async Task A_valid_CDN_Cache_Control_replaces_Cache_Control(string targeted, string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync(headers =>
        {
            headers["CDN-Cache-Control"] = targeted;
            headers.CacheControl = cacheControl;
        });

        await api.GetAsync();
        api.Pass(50);

        Assert.Equal(isReused, await api.IsCachedAsync());
    }

    [Theory]
    [InlineData(599, "max-age=100", true)]
    [InlineData(302, "max-age=100", true)]
    [InlineData(599, "max-age=100, no-store, must-understand", false)]
    [InlineData(200, "max-age=100, no-store, must-understand", true)]
    public async Task Any_status_with_a_lifetime_is_reused_and_must_understand_needs_a_known_one(
        int status, string cacheControl, bool isReused)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.CacheControl = cacheControl;
            return Task.CompletedTask;
        });

        Assert.Equal(status, (await api.GetAsync()).Status);
        Assert.Equal(isReused, await api.IsCachedAsync());
        Assert.Equal(status, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task Only_configured_statuses_are_stored()
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.StatusCode = http.Request.Path == "/missing" ? 404 : 200;
            http.Response.Headers.CacheControl = "max-age=100";
            return Task.CompletedTask;
        }, "statuses: [200]");

        await api.GetAsync("/");
        await api.GetAsync("/missing");

        Assert.True(await api.IsCachedAsync("/"));
        Assert.False(await api.IsCachedAsync("/missing"));
    }
}
