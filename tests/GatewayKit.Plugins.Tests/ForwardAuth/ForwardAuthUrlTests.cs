using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.ForwardAuth;

/// <summary>URLs with variables of the request, and the redirect to sign in.</summary>
public sealed class ForwardAuthUrlTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync() => _service = await TestService.StartAsync(_ => Task.CompletedTask);

    public Task DisposeAsync() => _service.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/check?rd={escapedTarget}&from={address}", "/check?rd=%2Fa%2520b%3Fc%3Dd%26e&from=127.0.0.1")]
    [InlineData("/check?rd={scheme}://{host}{target}", "/check?rd=http://shop.example/a%20b?c=d&e")]
    [InlineData("/ask{target}", "/ask/a%20b?c=d&e")]
    public async Task The_URL_of_the_service_has_the_values_of_the_request(string path, string expected)
    {
        await using var host = await StartAsync($"url: '{_service.Address}{path}'");

        Assert.Equal(200, (await host.GetAsync("/a%20b?c=d&e", ("Host", "shop.example"))).Status);

        Assert.True(_service.Requests.TryDequeue(out var seen));
        Assert.Equal("GET " + expected, seen[":target"]);
    }

    [Fact]
    public async Task The_service_can_be_at_the_host_of_the_request()
    {
        await using var host = await StartAsync("url: '{scheme}://{authority}/check'");

        Assert.Equal(200, (await host.GetAsync("/", ("Host", new Uri(_service.Address).Authority))).Status);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_client_without_credentials_is_redirected_to_sign_in()
    {
        _service.Handler = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.SetCookie = "csrf=1";
            return Task.CompletedTask;
        };
        await using var host = await StartAsync(
            $"url: '{_service.Address}/check', signInUrl: 'https://{{host}}/oauth2/start?rd={{escapedTarget}}'");

        var answer = await host.GetAsync("/a?b=c", ("Host", "shop.example:8080"));

        Assert.Equal(
            (302, "https://shop.example/oauth2/start?rd=%2Fa%3Fb%3Dc", "csrf=1"),
            (answer.Status, answer.Header("Location"), answer.Header("Set-Cookie")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_client_without_access_is_not_redirected()
    {
        _service.Handler = http =>
        {
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        };
        await using var host = await StartAsync($"url: '{_service.Address}/check', signInUrl: 'https://sign.example/'");

        Assert.Equal(403, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task The_service_gets_the_headers_of_nginx()
    {
        await using var host = await StartAsync($"url: '{_service.Address}/check', originalHeaders: true");

        Assert.Equal(200, (await host.GetAsync("/a?b=c", ("Host", "shop.example"), ("X-Original-URL", "http://other.example/"))).Status);

        Assert.True(_service.Requests.TryDequeue(out var seen));
        Assert.Equal(
            ("http://shop.example/a?b=c", "GET", "/a?b=c"),
            (seen["X-Original-URL"], seen["X-Original-Method"], seen["X-Auth-Request-Redirect"]));
    }

    [Theory]
    [InlineData("url: 'http://auth{address}/'", "options.url must have only the variables {host} and {authority} in")]
    [InlineData("url: 'http://{other}/'", "options.url must be an absolute URL")]
    [InlineData("url: 'http://auth/', signInUrl: '/start'", "options.signInUrl must be an absolute URL")]
    [InlineData("url: 'http://auth/', originalHeaders: true, requestHeaders: [X_Original_URL]", "options.requestHeaders[0] is")]
    public async Task Invalid_URLs_are_rejected(string options, string error)
        => Assert.Contains(
            await PluginGateway.ErrorsOfAsync($"{{ name: forward-auth, options: {{ {options} }} }}"),
            line => line.Contains(error, StringComparison.Ordinal));

    private static Task<GatewayTestHost> StartAsync(string options)
        => PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: forward-auth, options: {{ {options} }} }}"));
}
