namespace GatewayKit.Plugins.Tests.OAuth2Introspection;

public sealed class IntrospectionOptionsTests
{
    [Theory]
    [InlineData("clientId: a, clientSecret: b", "must have either 'endpoint' or 'authority'")]
    [InlineData("endpoint: 'https://a.example/i', authority: 'https://a.example', token: t", "must have either 'endpoint' or 'authority'")]
    [InlineData("endpoint: 'http://a.example/i', token: t", "options.endpoint is 'http://a.example/i'; it must use https")]
    [InlineData("authority: ftp://a.example, token: t", "options.authority is 'ftp://a.example'; it must be an absolute URL with https")]
    [InlineData("endpoint: 'https://a.example/i'", "must have either 'clientId' and 'clientSecret' or 'token'")]
    [InlineData("endpoint: 'https://a.example/i', clientId: a", "must have both 'clientId' and 'clientSecret'")]
    [InlineData("endpoint: 'https://a.example/i', clientId: a, clientSecret: b, token: t", "must have either 'clientId'")]
    [InlineData("endpoint: 'https://a.example/i', token: 'a b'", "options.token must be a bearer token")]
    [InlineData("endpoint: 'https://a.example/i', token: t, cacheFor: 2h", "options.cacheFor")]
    [InlineData("endpoint: 'https://a.example/i', token: t, audiences: []", "options.audiences is empty")]
    [InlineData("endpoint: 'https://a.example/i', token: t, locations: []", "options.locations is empty")]
    [InlineData("endpoint: 'https://a.example/i', token: t, locations: ['body:token']", "options.locations[0] is 'body:token'")]
    [InlineData("endpoint: 'https://a.example/i', token: t, requiredScopes: ['a b']", "options.requiredScopes[0] is 'a b'")]
    [InlineData("endpoint: 'https://a.example/i', token: t, claimsToHeaders: { sub: Host }", "options.claimsToHeaders")]
    [InlineData("endpoint: 'https://a.example/i', token: t, consumerClaim: ''", "options.consumerClaim is ''")]
    public async Task Invalid_options_are_rejected(string options, string error)
    {
        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: oauth2-introspection, options: {{ {options} }} }}");

        Assert.Contains(errors, line => line.Contains(error, StringComparison.Ordinal));
    }
}
