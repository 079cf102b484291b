using System.Text.Json.Nodes;
using GatewayKit.Plugins.Tests.Jwt;
using GatewayKit.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>Logouts of the user and of the provider.</summary>
public sealed class OidcLogoutTests : IClassFixture<OidcHost>
{
    private const string Logout = "/.gatewaykit/oidc/logout";
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private readonly OidcHost _host;
    private readonly ScriptedProvider _provider;
    private readonly Browser _browser;

    public OidcLogoutTests(OidcHost host)
    {
        (_host, _provider, _browser) = (host, host.Provider, host.Browser);
        _provider.Reset();
        _host.Time.Advance(TimeSpan.FromHours(17)); // The logouts of earlier tests are forgotten.
    }

    [Fact]
    public async Task A_logout_ends_the_session_here_and_at_the_provider()
    {
        await _browser.LoggedInAsync();
        var copy = _browser.Cookies[Browser.Session];

        var answer = await _browser.OpenAsync(Logout);

        var target = new Uri(answer.Header("Location")!);
        Assert.Equal((303, _provider.Issuer + "/logout"), (answer.Status, target.GetLeftPart(UriPartial.Path)));
        Assert.Equal(("gateway", _host.Gateway.Address.ToString()),
            (Browser.Query(target, "client_id"), Browser.Query(target, "post_logout_redirect_uri")));
        Assert.StartsWith("ey", Browser.Query(target, "id_token_hint"), StringComparison.Ordinal);
        Assert.Empty(_browser.Cookies);
        _browser.Cookies[Browser.Session] = copy;
        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_log_the_user_out()
    {
        await _browser.LoggedInAsync();

        Assert.Equal(403, (await _browser.SendAsync(HttpMethod.Get, Logout, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(403, (await _browser.SendAsync(HttpMethod.Post, Logout, ("Origin", "https://evil.example"))).Status);
        Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
        Assert.Equal(303, (await _browser.SendAsync(HttpMethod.Post, Logout, ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task A_refused_logout_does_not_use_up_the_refresh_token()
    {
        await _browser.LoggedInAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        Assert.Equal(403, (await _browser.SendAsync(HttpMethod.Get, Logout, ("Sec-Fetch-Site", "cross-site"))).Status);

        Assert.Equal(["authorization_code"], _provider.TokenRequests.Select(request => request["grant_type"]));
    }

    [Fact]
    public async Task A_logout_ends_the_session_even_if_its_token_has_expired_and_the_provider_is_down()
    {
        await _browser.LoggedInAsync();
        var copy = _browser.Cookies[Browser.Session];
        _host.Time.Advance(TimeSpan.FromMinutes(11));
        _provider.IsDown = true;

        Assert.Equal(303, (await _browser.OpenAsync(Logout)).Status);

        _provider.IsDown = false;
        _browser.Cookies[Browser.Session] = copy;
        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_logout_without_a_session_leads_to_the_page_after_it()
        => Assert.Equal("/", (await _browser.OpenAsync(Logout)).Header("Location"));

    [Fact]
    public async Task The_provider_ends_a_session_by_its_id()
    {
        await _browser.LoggedInAsync();
        _provider.ChangeIdToken = claims => claims["sid"] = "sid-2";
        var other = _host.Browser;
        await other.LoggedInAsync();

        Assert.Equal(200, await EndAsync(_provider.LogoutToken()));

        Assert.Equal((401, 200), ((await _browser.FetchAsync("/api")).Status, (await other.FetchAsync("/api")).Status));
    }

    [Fact]
    public async Task The_provider_ends_all_sessions_of_a_user_and_a_new_login_works()
    {
        await _browser.LoggedInAsync();
        _provider.ChangeIdToken = claims => claims["sub"] = "bob";
        var bob = _host.Browser;
        await bob.LoggedInAsync();

        Assert.Equal(200, await EndAsync(_provider.LogoutToken(claims =>
        {
            claims.Remove("sid");
            claims["sub"] = "alice";
        })));

        Assert.Equal((401, 200), ((await _browser.FetchAsync("/api")).Status, (await bob.FetchAsync("/api")).Status));
        _provider.ChangeIdToken = null;
        await _browser.LoggedInAsync();
        Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task The_provider_ends_a_session_by_its_id_even_if_the_refreshed_token_does_not_name_it()
    {
        await _browser.LoggedInAsync();
        _provider.ChangeIdToken = claims => claims.Remove("sid");
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);

        Assert.Equal(200, await EndAsync(_provider.LogoutToken()));

        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_logout_token_with_an_empty_session_ends_all_sessions_of_its_user()
    {
        await _browser.LoggedInAsync();

        Assert.Equal(200, await EndAsync(_provider.LogoutToken(claims => (claims["sid"], claims["sub"]) = ("", "alice"))));

        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_logout_token_is_used_once()
    {
        var token = _provider.LogoutToken();

        Assert.Equal((200, 400), (await EndAsync(token), await EndAsync(token)));
    }

    [Theory]
    [InlineData("oidc-provider-sessions/")]
    [InlineData("oidc-logout-tokens/")]
    public async Task A_logout_token_can_be_sent_again_after_the_store_was_lost(string policy)
    {
        var counters = new FailingCounters();
        await using var gateway = await _host.StartAsync(
            "backchannelLogoutPath: /.gatewaykit/oidc/ended", setup => setup.WithCounters(counters));
        var (browser, token) = (new Browser(gateway), _provider.LogoutToken());
        await browser.LoggedInAsync();
        counters.Failing = policy;

        Assert.Equal(503, await EndAsync(token, gateway));

        counters.Failing = null;
        Assert.Equal((200, 400), (await EndAsync(token, gateway), await EndAsync(token, gateway)));
        Assert.Equal(401, (await browser.FetchAsync("/api")).Status);
    }

    public static TheoryData<string, Action<JsonObject>> Tokens => new()
    {
        { "issuer", claims => claims["iss"] = "https://other.example" },
        { "audience", claims => claims["aud"] = "other" },
        { "nonce", claims => claims["nonce"] = "n" },
        { "no events", claims => claims.Remove("events") },
        { "other event", claims => claims["events"] = new JsonObject { ["urn:other"] = new JsonObject() } },
        { "event that isn't an object", claims => claims["events"] = new JsonObject { [Event] = 1 } },
        { "neither sub nor sid", claims => claims.Remove("sid") },
        { "no jti", claims => claims.Remove("jti") },
        { "no iat", claims => claims.Remove("iat") },
        { "no exp", claims => claims.Remove("exp") },
        { "too old", claims => claims["iat"] = claims["iat"]!.GetValue<long>() - 400 },
        { "future", claims => claims["iat"] = claims["iat"]!.GetValue<long>() + 60 },
        { "expired", claims => claims["exp"] = claims["iat"]!.GetValue<long>() - 60 },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task An_invalid_logout_token_ends_nothing(string fault, Action<JsonObject> change)
    {
        await _browser.LoggedInAsync();

        Assert.True(await EndAsync(_provider.LogoutToken(change)) == 400, fault);
        Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_logout_token_needs_its_type_and_a_signature_of_the_provider()
    {
        await _browser.LoggedInAsync();

        Assert.Equal(400, await EndAsync(_provider.LogoutToken(type: "JWT")));
        Assert.Equal(400, await EndAsync(_provider.LogoutToken(key: Keys.OtherEc)));
        Assert.Equal(400, await EndAsync("no token"));
        Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task Only_a_form_with_one_token_is_accepted()
    {
        Assert.Equal(405, (await _browser.OpenAsync("/.gatewaykit/oidc/ended")).Status);
        Assert.Equal(400, await PostAsync(new StringContent("logout_token=" + _provider.LogoutToken())));
        Assert.Equal(400, await PostAsync(Form("a=b")));
        Assert.Equal(400, await PostAsync(Form($"logout_token={_provider.LogoutToken()}&logout_token={_provider.LogoutToken()}")));
        Assert.Equal(413, await PostAsync(Form("logout_token=" + new string('x', 40_000))));
    }

    [Fact]
    public async Task Without_the_option_nobody_can_end_sessions()
    {
        await using var gateway = await _host.StartAsync("unauthenticated: 401");

        using var answer = await gateway.Client.PostAsync("/.gatewaykit/oidc/ended", Form("logout_token=" + _provider.LogoutToken()));

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_store_that_is_lost_is_a_503_and_lets_nobody_in()
    {
        await using var gateway = await _host.StartAsync("unauthenticated: redirect", setup => setup.WithCounters(new LostCounterStore()));
        _provider.Reset();
        var browser = new Browser(gateway);

        Assert.Equal(503, (await browser.LogInAsync()).Status);
        Assert.Empty(gateway.Upstream.Requests);
    }

    private static StringContent Form(string text)
        => new(text, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));

    private Task<int> EndAsync(string token, GatewayTestHost? gateway = null)
        => PostAsync(new FormUrlEncodedContent([new("logout_token", token)]), gateway);

    private async Task<int> PostAsync(HttpContent content, GatewayTestHost? gateway = null)
    {
        using (content)
        using (var answer = await (gateway ?? _host.Gateway).Client
            .PostAsync("/.gatewaykit/oidc/ended", content)
            .WaitAsync(TimeSpan.FromSeconds(60)))
            return (int)answer.StatusCode;
    }
}
