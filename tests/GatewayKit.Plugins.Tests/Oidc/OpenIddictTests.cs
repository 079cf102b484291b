using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>The plugin with a real identity provider.</summary>
public sealed class OpenIddictTests(OpenIddictProvider provider) : IClassFixture<OpenIddictProvider>
{
    private const string Secret = "clientId: secret, clientSecret: correct horse, scopes: [openid, profile, offline_access]";

    [Fact]
    public async Task A_user_logs_in_calls_and_logs_out()
    {
        await using var gateway = await StartAsync($"{Secret}, tokens: forward, groupsClaim: groups, userinfo: false");
        var browser = new Browser(gateway);

        await browser.LoggedInAsync();
        var call = await browser.FetchAsync("/api");
        var user = await browser.FetchAsync("/.gatewaykit/oidc/user");
        var logout = await browser.OpenAsync("/.gatewaykit/oidc/logout");

        Assert.Equal((200, "alice", "staff,sales"),
            (call.Status, gateway.Upstream.Request.Header("X-Consumer-Name"), gateway.Upstream.Request.Header("X-Consumer-Groups")));
        Assert.StartsWith("Bearer ey", gateway.Upstream.Request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Alice\"", user.Body);
        Assert.Equal(gateway.Address, await FollowAsync(logout));
        Assert.Equal(401, (await browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_rotated_refresh_token_keeps_the_session_of_several_tabs()
    {
        await using var gateway = await StartAsync(Secret);
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();
        provider.Time.Advance(TimeSpan.FromMinutes(9.5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
        {
            var tab = new Browser(gateway);
            foreach (var (name, value) in browser.Cookies)
                tab.Cookies[name] = value;
            return tab.FetchAsync("/api");
        }));
        await browser.FetchAsync("/api");
        provider.Time.Advance(TimeSpan.FromMinutes(9.5));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_client_can_authenticate_with_a_key_or_be_public()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await StartAsync("clientId: public"))
            Assert.Equal(302, (await new Browser(first).LogInAsync()).Status);

        await using var gateway = await StartAsync(
            $"clientId: keyed, clientKeyFile: '{folder.Write("client.pem", provider.ClientKey.ExportPkcs8PrivateKeyPem())}'");
        await new Browser(gateway).LoggedInAsync();
    }

    [Fact]
    public async Task The_provider_refuses_a_wrong_secret_and_the_login_fails()
    {
        await using var gateway = await StartAsync("clientId: secret, clientSecret: wrong");

        Assert.Equal(502, (await new Browser(gateway).LogInAsync()).Status);
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("(invalid_client)"));
    }

    private static async Task<Uri> FollowAsync(Answer logout)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await client.GetAsync(logout.Header("Location")).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    private async Task<GatewayTestHost> StartAsync(string options)
    {
        var gateway = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: oidc, options: {{ authority: '{provider.Issuer}', {options} }} }}"),
            setup => setup.WithTime(provider.Time));
        await provider.RegisterAsync(gateway.Address);
        return gateway;
    }
}
