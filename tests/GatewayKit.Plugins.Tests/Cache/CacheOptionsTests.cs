namespace GatewayKit.Plugins.Tests.Cache;

public class CacheOptionsTests
{
    [Theory]
    [InlineData("methods: [POST]", "options.methods must be [GET] or [GET, HEAD]; other methods can't be cached")]
    [InlineData("methods: [HEAD]", "options.methods must be [GET] or [GET, HEAD]; other methods can't be cached")]
    [InlineData("statuses: [206]", "options.statuses[0] is 206; it must be between 200 and 599, and not 206, 304, 412, 416 or 417")]
    [InlineData("statuses: [200, 412]", "options.statuses[1] is 412; it must be between 200 and 599, and not 206, 304, 412, 416 or 417")]
    [InlineData("varyBy: ['header:a b']", "options.varyBy[0] is 'header:a b'; it must be consumer, groups, header:NAME,")]
    [InlineData("varyBy: [user]", "options.varyBy[0] is 'user'; it must be consumer, groups, header:NAME, cookie:NAME")]
    [InlineData("respectOrigin: false", "options.ttl is missing; 'respectOrigin: false' needs it")]
    [InlineData("maxSize: 1KB", "options.maxSize is 1KB; it must be at least 'maxBodySize', 1MB")]
    public async Task An_invalid_option_is_refused(string options, string expected)
    {
        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: cache, options: {{ {options} }} }}");

        Assert.Contains(errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_HEAD_in_the_methods_it_passes()
    {
        await using var api = await CachedApi.StartAsync("max-age=100", "methods: [GET]");
        await api.GetAsync();

        await api.SendAsync(HttpMethod.Head);

        Assert.Equal(2, api.Count);
    }
}
