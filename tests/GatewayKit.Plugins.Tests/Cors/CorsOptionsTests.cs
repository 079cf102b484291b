using GatewayKit.Plugins.Cors;

namespace GatewayKit.Plugins.Tests.Cors;

public sealed class CorsOptionsTests
{
    [Theory]
    [InlineData("", "options.origins is missing")]
    [InlineData("origins: []", "options.origins is empty; it must have")]
    [InlineData("origins: ['https://a.example/']", "options.origins[0] is 'https://a.example/'; it must be an origin")]
    [InlineData("origins: [a.example]", "options.origins[0] is 'a.example'; it must be an origin")]
    [InlineData("origins: ['https://*']", "options.origins[0] is 'https://*'; it must be an origin")]
    [InlineData("origins: ['https://a.*.example']", "options.origins[0] is 'https://a.*.example'; it must be an origin")]
    [InlineData("origins: ['https://*.*.example']", "options.origins[0] is 'https://*.*.example'; it must be an origin")]
    [InlineData("origins: ['https://user@a.example']", "options.origins[0] is 'https://user@a.example'; it must be an origin")]
    [InlineData("origins: ['/(/']", "options.origins[0] is '/(/'; the regular expression isn't valid:")]
    [InlineData("origins: ['/(?=a)a/']", "options.origins[0] is '/(?=a)a/'; the regular expression has lookaround or back references")]
    [InlineData("origins: ['*'], credentials: true",
        "options.origins contains '*' together with 'credentials', which browsers reject; list the origins.")]
    [InlineData("origins: ['null'], credentials: true, exposedHeaders: ['*']",
        "options.exposedHeaders contains '*' together with 'credentials'")]
    [InlineData("origins: ['null'], methods: [GET POST]", "options.methods[0] is 'GET POST'; it must be a method")]
    [InlineData("origins: ['null'], headers: ['X A']", "options.headers[0] is 'X A'; it must be a header name")]
    [InlineData("origins: ['null'], maxAge: 2d", "options.maxAge")]
    public async Task Options_that_no_browser_would_follow_are_refused(string options, string error)
    {
        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: cors, options: {{ {options} }} }}");

        Assert.StartsWith($"(cors): {error}", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/.*/", true, 1)]
    [InlineData("/.*/", false, 0)]
    [InlineData("null", true, 1)]
    [InlineData("null", false, 0)]
    [InlineData("/https://.*\\.example/", true, 0)]
    public void A_pattern_of_every_site_beside_credentials_is_warned_of(string origin, bool credentials, int warnings)
    {
        var errors = new CorsOptions { Origins = [origin], Credentials = credentials }.Validate().ToList();

        Assert.Equal(warnings, errors.Count);
        Assert.All(errors, error => Assert.True(error.IsWarning));
    }
}
