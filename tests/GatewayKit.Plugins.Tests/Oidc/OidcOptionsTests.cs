namespace GatewayKit.Plugins.Tests.Oidc;

public sealed class OidcOptionsTests
{
    [Theory]
    [InlineData("authority: 'http://login.example.com'", "options.authority is 'http://login.example.com'; it must use https")]
    [InlineData("clientAuthentication: post", "options.clientAuthentication needs 'clientSecret'")]
    [InlineData("clientSecret: s, clientKeyFile: key.pem", "options has both 'clientSecret' and 'clientKeyFile'")]
    [InlineData("clientSecret: s, clientAuthentication: none", "options.clientAuthentication is none")]
    [InlineData("clientKeyFile: missing.pem", "options.clientKeyFile names the file")]
    [InlineData("scopes: [profile]", "options.scopes must contain openid")]
    [InlineData("scopes: [openid, 'a b']", "options.scopes[1] is 'a b'; it must be a scope without spaces, quotes and backslashes")]
    [InlineData("unauthenticated: 403", "options.unauthenticated is 403; it must be redirect or 401")]
    [InlineData("callbackPath: callback", "options.callbackPath is 'callback'; it must be a path such as /login")]
    [InlineData("logoutPath: /.gatewaykit/oidc/login", "options.logoutPath is '/.gatewaykit/oidc/login', which another")]
    [InlineData("postLogoutRedirect: '//evil.example'", "options.postLogoutRedirect is '//evil.example'; it must be a path")]
    [InlineData("hosts: ['*.example.com']", "options.hosts[0] is '*.example.com'; it must be a host such as app.example.com")]
    [InlineData("redirectUri: 'http://app.example.com/cb'", "options.redirectUri is 'http://app.example.com/cb'; it must use https")]
    [InlineData("redirectUri: 'https://a.example/cb', hosts: [a.example]", "options.hosts has no effect with 'redirectUri'")]
    [InlineData("cookie: { name: __Host-s, domain: example.com }", "options.cookie.name starts with __Host-")]
    [InlineData("cookie: { name: 'a b' }", "options.cookie.name is 'a b'; it must be a cookie name")]
    [InlineData("cookie: { sameSite: loose }", "options.cookie.sameSite is 'loose'; it must be one of")]
    [InlineData("csrf: { trustedOrigins: ['https://App.example.com/'] }", "options.csrf.trustedOrigins[0] is 'https://App.example.com/'")]
    [InlineData("authorizeParameters: { state: x }", "options.authorizeParameters sets 'state'")]
    [InlineData("claimsToHeaders: { sub: Authorization }", "options.claimsToHeaders names 'Authorization'")]
    [InlineData("groupsClaim: ''", "options.groupsClaim")]
    [InlineData("redirectUrl: /", "options.redirectUrl is unknown")]
    public async Task An_invalid_option_is_reported_with_the_reason(string options, string error)
    {
        var authority = options.StartsWith("authority", StringComparison.Ordinal) ? "" : "authority: 'https://login.example.com', ";

        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: oidc, options: {{ {authority}clientId: gateway, {options} }} }}");

        Assert.Contains(errors, each => each.Contains(error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_folder_of_keys_must_not_be_a_file()
    {
        using var folder = new Shared.TemporaryFolder();

        var errors = await PluginGateway.ErrorsOfAsync(
            "{ name: oidc, options: { authority: 'https://a.example', clientId: g, "
                + $"dataProtection: {{ keys: '{folder.Write("keys", "")}' }} }} }}");

        Assert.Contains("options.dataProtection.keys names", errors.Single());
    }

    [Fact]
    public async Task The_secret_is_never_shown()
    {
        await using var gateway = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: oidc, options: { authority: 'https://a.example', clientId: g, clientSecret: canary } }"));

        Assert.DoesNotContain("canary", gateway.Pipeline("all").Single().Options);
    }
}
