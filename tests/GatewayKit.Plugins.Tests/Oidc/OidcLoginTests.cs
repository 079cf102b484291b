using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Plugins.Tests.Jwt;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>Logins, and everything with which one could be forged.</summary>
public sealed class OidcLoginTests : IClassFixture<OidcHost>
{
    private readonly OidcHost _host;
    private readonly ScriptedProvider _provider;
    private readonly Browser _browser;

    public OidcLoginTests(OidcHost host)
    {
        (_host, _provider, _browser) = (host, host.Provider, host.Browser);
        _provider.Reset();
        _host.Gateway.Upstream.Forget();
    }

    [Fact]
    public async Task A_page_leads_to_the_login_and_back()
    {
        var answer = await _browser.LogInAsync("/app/orders?page=2");

        Assert.Equal((302, "/app/orders?page=2"), (answer.Status, answer.Header("Location")));
        Assert.Equal([Browser.Session], _browser.Cookies.Keys);
        Assert.Contains("; path=/; httponly; samesite=lax", answer.Header("Set-Cookie"));
        Assert.Empty(_host.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("'")]
    [InlineData("+")]
    public async Task A_login_leads_back_to_a_long_page_whatever_its_characters_are(string character)
    {
        var page = "/app?" + string.Concat(Enumerable.Repeat(character, 1000));

        var answer = await _browser.LogInAsync(page);

        Assert.Equal((302, page), (answer.Status, answer.Header("Location")));
    }

    [Fact]
    public async Task The_upstream_sees_the_user_and_no_cookie_of_the_gateway()
    {
        await _browser.LoggedInAsync();
        _browser.Cookies["theme"] = "dark";

        var answer = await _browser.SendAsync(
            HttpMethod.Get, "/app", [.. Browser.Page, ("X_User-Name", "mallory"), ("Authorization", "Basic x")]);

        var seen = _host.Gateway.Upstream.Request;
        Assert.Equal(200, answer.Status);
        Assert.Equal(("theme=dark", "Alice", "alice", "staff"),
            (seen.Header("Cookie"), seen.Header("X-User-Name"), seen.Header("X-Consumer-Name"), seen.Header("X-Consumer-Groups")));
        Assert.Equal("Bearer access-for-" + _provider.RefreshToken, seen.Header("Authorization"));
        Assert.Null(seen.Header("X_User-Name"));
    }

    [Fact]
    public async Task The_authorization_request_has_pkce_a_nonce_and_a_state()
    {
        var uri = await _browser.StartAsync();

        Assert.Equal(("code", "gateway", "openid", "S256"),
            (Browser.Query(uri, "response_type"), Browser.Query(uri, "client_id"), Browser.Query(uri, "scope"),
                Browser.Query(uri, "code_challenge_method")));
        Assert.Equal(_host.Gateway.Address + ".gatewaykit/oidc/callback", Browser.Query(uri, "redirect_uri"));
        Assert.Equal(43, Browser.Query(uri, "code_challenge").Length);
        Assert.Equal(43, Browser.Query(uri, "nonce").Length);
        Assert.Equal(51, Browser.Query(uri, "state").Length);
    }

    [Fact]
    public async Task The_client_authenticates_with_its_form_encoded_secret()
    {
        await _browser.LoggedInAsync();

        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("gateway:a%2Bb%2Fc")), _provider.TokenAuthorizations.Single());
        Assert.DoesNotContain("client_secret", _provider.TokenRequests.Single().Keys);
        Assert.Equal(43, _provider.TokenRequests.Single()["code_verifier"].Length);
    }

    public static TheoryData<string, (string, string)[], int> Requests => new()
    {
        { "GET", Browser.Page, 302 },
        { "GET", [("Accept", "text/html")], 302 },
        { "GET", Browser.Script, 401 },
        { "GET", [("Accept", "*/*")], 401 },
        { "GET", [("Accept", "text/html"), ("X-Requested-With", "XMLHttpRequest")], 401 },
        { "GET", [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")], 401 },
        { "HEAD", Browser.Page, 401 },
        { "POST", Browser.Page, 401 },
        { "OPTIONS", [("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "PUT")], 401 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Only_a_page_leads_to_the_login(string method, (string, string)[] headers, int status)
    {
        var answer = await _browser.SendAsync(new HttpMethod(method), "/app", headers);

        Assert.Equal(status, answer.Status);
        if (status == 401)
            Assert.Equal("Session realm=\"gateway\", login=\"/.gatewaykit/oidc/login\"", answer.Header("WWW-Authenticate"));
        Assert.Empty(_host.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("/account?tab=1#top", "/account?tab=1#top")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("/a/..//evil.example", "/")]
    [InlineData("/.gatewaykit/oidc/logout", "/")]
    [InlineData("/.gatewaykit/oidc/login?returnUrl=/", "/")]
    public async Task The_login_path_returns_only_to_a_path_of_this_host(string url, string target)
    {
        var answer = await _browser.LogInAsync("/.gatewaykit/oidc/login?returnUrl=" + Uri.EscapeDataString(url));

        Assert.Equal(target, answer.Header("Location"));
    }

    [Fact]
    public async Task Several_tabs_can_log_in_at_the_same_time()
    {
        var (first, second) = (await _browser.StartAsync("/one"), await _browser.StartAsync("/two"));

        Assert.Equal("/two", (await CallBackAsync(second)).Header("Location"));
        Assert.Equal("/one", (await CallBackAsync(first)).Header("Location"));
        Assert.Equal([Browser.Session], _browser.Cookies.Keys);
    }

    [Fact]
    public async Task The_oldest_of_too_many_pending_logins_is_dropped()
    {
        var first = await _browser.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            await _browser.StartAsync();
        }

        Assert.Equal(5, _browser.Cookies.Count);
        Assert.Equal(400, (await CallBackAsync(first)).Status);
    }

    [Fact]
    public async Task A_callback_without_the_login_of_this_browser_is_refused()
    {
        var victim = _host.Browser;
        var attack = await _browser.StartAsync();
        await victim.StartAsync();
        _provider.Nonce = Browser.Query(attack, "nonce");

        var answer = await victim.OpenAsync(Callback(attack));

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain(Browser.Session, victim.Cookies.Keys);
        Assert.Empty(_provider.TokenRequests);
    }

    [Fact]
    public async Task A_state_is_used_once()
    {
        var start = await _browser.StartAsync();
        await CallBackAsync(start);

        Assert.Equal(400, (await CallBackAsync(start)).Status);
    }

    [Fact]
    public async Task A_kept_cookie_of_a_login_does_not_ask_the_provider_again()
    {
        var start = await _browser.StartAsync();
        var (name, cookie) = Assert.Single(_browser.Cookies);
        Assert.Equal(302, (await CallBackAsync(start)).Status);

        for (var i = 0; i < 3; i++)
        {
            _browser.Cookies[name] = cookie;
            Assert.Equal(400, (await CallBackAsync(start)).Status);
        }

        Assert.Single(_provider.TokenRequests);
    }

    [Fact]
    public async Task A_login_that_takes_too_long_is_refused()
    {
        var start = await _browser.StartAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal(400, (await CallBackAsync(start)).Status);
    }

    [Fact]
    public async Task The_cookie_of_another_login_is_refused()
    {
        var (one, other) = (await _browser.StartAsync(), await _browser.StartAsync());
        var (name, otherName) = (CookieOf(one), CookieOf(other));
        _browser.Cookies[name] = _browser.Cookies[otherName];

        Assert.Equal(400, (await CallBackAsync(one)).Status);
    }

    [Theory]
    [InlineData("code=code")]
    [InlineData("code=code&state=short")]
    [InlineData("code=code&state={state}&state={state}&iss={iss}")]
    [InlineData("code=code&code=code&state={state}&iss={iss}")]
    [InlineData("code=code&error=access_denied&state={state}&iss={iss}")]
    [InlineData("state={state}&iss={iss}")]
    [InlineData("code=code&state={state}")]
    [InlineData("code=code&state={state}&iss=https://other.example")]
    [InlineData("code=&state={state}&iss={iss}")]
    public async Task A_malformed_or_mixed_up_response_is_refused(string query)
    {
        var start = await _browser.StartAsync();

        var answer = await CallBackAsync(start, query);

        Assert.Equal(400, answer.Status);
        Assert.Empty(_provider.TokenRequests);
    }

    [Theory]
    [InlineData("access_denied", 403)]
    [InlineData("login_required", 403)]
    [InlineData("temporarily_unavailable", 503)]
    [InlineData("server_error", 502)]
    [InlineData("%3Cscript%3Ealert(1)%3C/script%3E", 502)]
    public async Task An_error_of_the_provider_is_a_problem_without_its_text(string error, int status)
    {
        var start = await _browser.StartAsync();

        var answer = await CallBackAsync(start, $"error={error}&error_description=%3Cscript%3E&state={{state}}&iss={{iss}}");

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.DoesNotContain("script", answer.Body);
    }

    [Fact]
    public async Task A_code_that_the_provider_refuses_is_a_problem()
    {
        var start = await _browser.StartAsync();

        var answer = await CallBackAsync(start, "code=stolen&state={state}&iss={iss}");

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain(Browser.Session, _browser.Cookies.Keys);
    }

    public static TheoryData<string, Action<JsonObject>> IdTokens => new()
    {
        { "nonce", claims => claims["nonce"] = "other" },
        { "no nonce", claims => claims.Remove("nonce") },
        { "issuer", claims => claims["iss"] = "https://other.example" },
        { "audience", claims => claims["aud"] = "other" },
        { "no audience", claims => claims.Remove("aud") },
        { "several audiences without azp", claims => claims["aud"] = new JsonArray("gateway", "other") },
        { "azp", claims => claims["azp"] = "other" },
        { "azp that isn't a text", claims => claims["azp"] = 7 },
        { "expired", claims => claims["exp"] = claims["exp"]!.GetValue<long>() - 331 },
        { "no expiry", claims => claims.Remove("exp") },
        { "issued in the future", claims => claims["iat"] = claims["iat"]!.GetValue<long>() + 31 },
        { "no issue time", claims => claims.Remove("iat") },
        { "not yet valid", claims => claims["nbf"] = claims["iat"]!.GetValue<long>() + 31 },
        { "no subject", claims => claims.Remove("sub") },
        { "empty subject", claims => claims["sub"] = "" },
        { "at_hash", claims => claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" },
        { "c_hash", claims => claims["c_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" },
    };

    [Theory]
    [MemberData(nameof(IdTokens))]
    public async Task An_invalid_ID_token_is_refused(string fault, Action<JsonObject> change)
    {
        _provider.ChangeIdToken = change;

        var answer = await _browser.LogInAsync();

        Assert.True(answer.Status == 502, $"{fault}: {answer.Status}");
        Assert.Empty(_browser.Cookies);
    }

    [Fact]
    public async Task An_ID_token_of_another_key_is_refused()
    {
        _provider.Key = Keys.OtherEc;

        Assert.Equal(502, (await _browser.LogInAsync()).Status);
    }

    [Fact]
    public async Task An_unsigned_ID_token_is_refused()
    {
        _provider.ChangeTokens = tokens =>
        {
            var parts = tokens["id_token"]!.GetValue<string>().Split('.');
            tokens["id_token"] = $"{Signer.Encode("""{"alg":"none"}""")}.{parts[1]}.";
        };

        Assert.Equal(502, (await _browser.LogInAsync()).Status);
    }

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("at+jwt")]
    public async Task A_token_of_another_type_is_no_ID_token(string type)
    {
        _provider.Header = $"\"typ\":\"{type}\"";

        Assert.Equal(502, (await _browser.LogInAsync()).Status);
    }

    [Theory]
    [InlineData("id_token")]
    [InlineData("access_token")]
    public async Task A_response_without_a_token_is_refused(string token)
    {
        _provider.ChangeTokens = tokens => tokens.Remove(token);

        Assert.Equal(502, (await _browser.LogInAsync()).Status);
    }

    [Fact]
    public async Task Tokens_that_are_too_large_for_cookies_are_refused()
    {
        _provider.ChangeTokens = tokens => tokens["access_token"] = new string('x', 16_000);

        Assert.Equal(502, (await _browser.LogInAsync()).Status);
        Assert.Empty(_browser.Cookies);
    }

    [Fact]
    public async Task A_hostile_Host_header_never_becomes_a_redirect_URI()
    {
        var answer = await _browser.SendAsync(HttpMethod.Get, "/app", [.. Browser.Page, ("Host", "evil.example")]);

        Assert.Equal(400, answer.Status);
        Assert.Null(answer.Header("Location"));
    }

    [Fact]
    public async Task Only_GET_reaches_the_login_and_its_callback()
    {
        Assert.Equal(405, (await _browser.SendAsync(HttpMethod.Post, "/.gatewaykit/oidc/login")).Status);
        Assert.Equal(405, (await _browser.SendAsync(HttpMethod.Post, "/.gatewaykit/oidc/callback?code=c")).Status);
    }

    private static string Callback(Uri start, string query = "code=code&state={state}&iss={iss}")
        => "/.gatewaykit/oidc/callback?" + query
            .Replace("{state}", Browser.Query(start, "state"), StringComparison.Ordinal)
            .Replace("{iss}", Uri.EscapeDataString(start.GetLeftPart(UriPartial.Authority)), StringComparison.Ordinal);

    private static string CookieOf(Uri start) => $"{Browser.Session}.login.{Browser.Query(start, "state")}";

    private Task<Answer> CallBackAsync(Uri start, string query = "code=code&state={state}&iss={iss}")
    {
        _provider.Nonce = Browser.Query(start, "nonce");
        return _browser.OpenAsync(Callback(start, query));
    }
}
