namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9111, section 4.1.</summary>
public class VaryTests
{
    [Fact]
    public async Task A_response_is_reused_for_the_headers_that_Vary_names()
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.Vary) = ("max-age=100", "X-A, X-B"));

        await api.GetAsync("/", ("X-A", "1"), ("X-B", "1, 2"));

        Assert.True(await api.IsCachedAsync("/", ("X-A", "1"), ("X-B", "1 ,2"), ("X-C", "any")));
        Assert.False(await api.IsCachedAsync("/", ("X-A", "2"), ("X-B", "1, 2")));
        Assert.False(await api.IsCachedAsync("/", ("X-A", "1")));
        Assert.False(await api.IsCachedAsync());
        Assert.True(await api.IsCachedAsync("/", ("X-A", "1"), ("X-B", "1, 2")));
        Assert.True(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("X-A, *")]
    [InlineData(", *")]
    [InlineData("a b")]
    public async Task Vary_with_a_star_is_not_reused(string vary)
    {
        await using var api = await CachedApi.StartAsync(headers => (headers.CacheControl, headers.Vary) = ("max-age=100", vary));

        await api.GetAsync();

        Assert.False(await api.IsCachedAsync());
    }

    [Theory]
    [InlineData("X-Consumer-Name")]
    [InlineData("X-Forwarded-For")]
    public async Task A_header_that_the_gateway_sets_is_not_a_selection_that_can_be_repeated(string name)
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                (http.Response.Headers.CacheControl, http.Response.Headers.Vary) = ("max-age=100, public", name);
                return Task.CompletedTask;
            },
            plugins: ["{ name: anonymous, options: { consumer: guest } }"]);

        await api.GetAsync();

        Assert.False(await api.IsCachedAsync());
    }

    [Fact]
    public async Task A_header_that_a_plugin_changes_is_not_a_selection_that_can_be_repeated()
    {
        await using var api = await CachedApi.StartAsync(
            (http, _) =>
            {
                (http.Response.Headers.CacheControl, http.Response.Headers.Vary) = ("max-age=100", "X-A");
                return Task.CompletedTask;
            },
            plugins: ["{ name: request-transform, options: { replace: { headers: { X-A: fixed } } } }"]);

        await api.GetAsync("/", ("X-A", "1"));

        Assert.False(await api.IsCachedAsync("/", ("X-A", "fixed")));
        Assert.False(await api.IsCachedAsync("/", ("X-A", "1")));
    }

    [Fact]
    public async Task The_oldest_variants_leave_beyond_the_maximum()
    {
        await using var api = await CachedApi.StartAsync(
            headers => (headers.CacheControl, headers.Vary) = ("max-age=100", "X-A"), "maxVariants: 2");

        foreach (var value in (string[])["1", "2", "3"])
            await api.GetAsync("/", ("X-A", value));

        Assert.True(await api.IsCachedAsync("/", ("X-A", "2")));
        Assert.True(await api.IsCachedAsync("/", ("X-A", "3")));
        Assert.False(await api.IsCachedAsync("/", ("X-A", "1")));
    }

    [Theory]
    [InlineData("header:X-A", "X-A", "1", "2")]
    [InlineData("cookie:theme", "Cookie", "theme=dark; a=1", "theme=light; a=1")]
    [InlineData("cookie:theme", "Cookie", "theme=a%20b", "theme=a b")]
    [InlineData("cookie:theme", "Cookie", "theme=a; theme=c", "theme=b; theme=c")]
    [InlineData("cookie:theme", "Cookie", "theme=c; theme=a", "theme=c; theme=b")]
    public async Task VaryBy_selects_by_parts_of_the_request(string part, string header, string one, string other)
    {
        await using var api = await CachedApi.StartAsync("max-age=100", $"varyBy: ['{part}']");

        await api.GetAsync("/", (header, one));

        Assert.False(await api.IsCachedAsync("/", (header, other)));
        Assert.False(await api.IsCachedAsync());
        Assert.True(await api.IsCachedAsync("/", (header, one)));
        Assert.True(await api.IsCachedAsync());
    }
}
