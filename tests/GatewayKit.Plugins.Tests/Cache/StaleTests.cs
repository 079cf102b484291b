using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 5861, and RFC 9111, section 4.2.4.</summary>
public class StaleTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("max-age=10, stale-if-error=60", "", true)]
    [InlineData("s-maxage=10, stale-if-error=60", "", true)]
    [InlineData("max-age=10", "staleIfError: 1m", true)]
    [InlineData("max-age=10", "", false)]
    [InlineData("max-age=10, stale-if-error=5", "staleIfError: 1m", false)]
    [InlineData("s-maxage=10", "staleIfError: 1m", false)]
    [InlineData("max-age=10, must-revalidate, stale-if-error=60", "", false)]
    [InlineData("max-age=10, proxy-revalidate", "staleIfError: 1m", false)]
    [InlineData("no-cache", "staleIfError: 1m", false)]
    public async Task A_stale_response_replaces_an_error_if_the_upstream_or_the_operator_allows_it(
        string cacheControl, string options, bool isReplaced)
    {
        await using var api = await CachedApi.StartAsync((http, number) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = (cacheControl, "\"a\"");
            if (number > 1)
                http.Response.StatusCode = 503;
            return Task.CompletedTask;
        }, options);
        await api.GetAsync();
        api.Pass(20);

        var answer = await api.GetAsync();

        Assert.Equal((isReplaced ? 200 : 503, 2), (answer.Status, api.Count));
        if (isReplaced)
            Assert.Matches("^GatewayKit; hit; ttl=-1[01]; detail=error-503$", answer.Header("Cache-Status"));
        api.Pass(100);
        Assert.Equal(503, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task A_stale_response_replaces_a_missing_one()
    {
        await using var api = await CachedApi.StartAsync("max-age=10, stale-if-error=60");
        await api.GetAsync();
        await api.Host.Upstream.StopAsync().WaitAsync(s_patience);
        api.Pass(20);

        var answer = await api.GetAsync();

        Assert.Equal((200, "body 1"), (answer.Status, answer.Body));
        api.Pass(60);
        Assert.Equal(502, (await api.GetAsync()).Status);
    }

    [Fact]
    public async Task A_stale_response_is_answered_at_once_while_one_exchange_in_the_background_renews_it()
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=10, stale-while-revalidate=60";
            http.Response.Headers.ETag = $"\"v{number}\"";
            if (number == 2)
            {
                arrived.SetResult();
                await go.Task.WaitAsync(s_patience);
            }
        });
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal("body 1", (await api.GetAsync()).Body);
        await arrived.Task.WaitAsync(s_patience);
        Assert.Equal("body 1", (await api.GetAsync()).Body);
        Assert.Equal(2, api.Count);
        go.SetResult();
        for (var i = 0; (await api.GetAsync()).Body != "body 2"; i++)
        {
            Assert.True(i < 3000, "The response isn't renewed.");
            await Task.Delay(10);
        }

        Assert.Equal(2, api.Count);
    }

    [Fact]
    public async Task A_response_that_was_removed_meanwhile_does_not_replace_an_error()
    {
        CachedApi? gateway = null;
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=10, stale-if-error=60";
            if (number == 1)
                return;

            await gateway!.PurgeAsync("all", "true");
            http.Response.StatusCode = 503;
        });
        gateway = api;
        await api.GetAsync();
        api.Pass(20);

        Assert.Equal(503, (await api.GetAsync()).Status);
    }
}
