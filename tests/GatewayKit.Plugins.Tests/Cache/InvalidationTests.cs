using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>RFC 9111, section 4.4.</summary>
public class InvalidationTests
{
    [Theory]
    [InlineData("POST", 201, false)]
    [InlineData("PUT", 204, false)]
    [InlineData("DELETE", 303, false)]
    [InlineData("M-SEARCH", 200, false)]
    [InlineData("POST", 500, true)]
    [InlineData("POST", 404, true)]
    [InlineData("OPTIONS", 200, true)]
    public async Task A_successful_unsafe_request_removes_the_responses_of_its_uri(string method, int status, bool stays)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (!HttpMethods.IsGet(http.Request.Method))
                http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await api.GetAsync("/a");

        await api.SendAsync(new HttpMethod(method), "/a");

        Assert.Equal(stays, await api.IsCachedAsync("/a"));
    }

    [Theory]
    [InlineData("/b?x=1", false)]
    [InlineData("b?x=1", false)]
    [InlineData("HOST/b?x=1", false)]
    [InlineData("http://other.example/b?x=1", true)]
    [InlineData("://", true)]
    public async Task Locations_on_the_same_origin_are_removed(string location, bool stays)
    {
        await using var api = await CachedApi.StartAsync((http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (HttpMethods.IsPost(http.Request.Method))
                http.Response.Headers[http.Request.Headers["X-Field"].ToString()] = http.Request.Headers["X-Location"];
            return Task.CompletedTask;
        });
        var uri = location.Replace("HOST", api.Host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        foreach (var field in (string[])["Location", "Content-Location"])
        {
            await api.GetAsync("/b?x=1");

            await api.SendAsync(HttpMethod.Post, "/a", ("X-Field", field), ("X-Location", uri));

            Assert.Equal(stays, await api.IsCachedAsync("/b?x=1"));
        }
    }

    [Fact]
    public async Task A_response_that_was_requested_before_a_change_is_not_stored_after_it()
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (number == 1)
            {
                arrived.SetResult();
                await go.Task.WaitAsync(TimeSpan.FromSeconds(60));
            }
        });

        var old = api.GetAsync("/a");
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await api.SendAsync(HttpMethod.Post, "/a");
        go.SetResult();

        Assert.Equal("body 1", (await old).Body);
        Assert.False(await api.IsCachedAsync("/a"));
    }
}
