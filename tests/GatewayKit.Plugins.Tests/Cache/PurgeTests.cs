namespace GatewayKit.Plugins.Tests.Cache;

public class PurgeTests
{
    [Theory]
    [InlineData("url", "HOST/a/1", "/a/1")]
    [InlineData("prefix", "HOST/a/", "/a/1,/a/2")]
    [InlineData("tag", "red", "/a/1,/b")]
    [InlineData("tag", "blue", "/b")]
    [InlineData("tag", "small", "/a/2")]
    [InlineData("all", "true", "/a/1,/a/2,/b")]
    public async Task Responses_are_removed_by_uri_prefix_and_tag(string argument, string value, string removed)
    {
        await using var api = await StartAsync();
        string[] targets = ["/a/1", "/a/2", "/b"];
        foreach (var target in targets)
            await api.GetAsync(target);

        var own = api.Host.Address.ToString().TrimEnd('/');
        var result = await api.PurgeAsync(argument, value.Replace("HOST", own, StringComparison.Ordinal));

        var count = removed.Split(',').Length;
        Assert.Contains(count == 1 ? "1 response removed." : $"{count} responses removed.", result, StringComparison.Ordinal);
        foreach (var target in targets)
            Assert.Equal(!removed.Split(',').Contains(target), await api.IsCachedAsync(target));
    }

    [Fact]
    public async Task Invalid_arguments_are_refused()
    {
        await using var api = await StartAsync();
        foreach (var (argument, value) in ((string, string)[])
            [("url", "/a"), ("prefix", "http://host"), ("all", "yes"), ("tag", ""), ("key", "a")])
            Assert.Contains("\"done\":false", await api.PurgeAsync(argument, value), StringComparison.Ordinal);
    }

    private static Task<CachedApi> StartAsync() => CachedApi.StartAsync((http, _) =>
    {
        http.Response.Headers.CacheControl = "max-age=100";
        if (http.Request.Path == "/a/1")
            http.Response.Headers["Cache-Tag"] = "red, green";
        if (http.Request.Path == "/a/2")
            http.Response.Headers["Surrogate-Key"] = "small large";
        if (http.Request.Path == "/b")
            http.Response.Headers["Cache-Tag"] = "blue,red";
        return Task.CompletedTask;
    });
}
