using System.Text.Json.Nodes;
using GatewayKit.Plugins.Tests.Jwt;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>What happens with a session: it is used, renewed and refreshed, and ends.</summary>
public sealed class OidcSessionTests : IClassFixture<OidcHost>
{
    private readonly OidcHost _host;
    private readonly ScriptedProvider _provider;
    private readonly Browser _browser;

    public OidcSessionTests(OidcHost host)
    {
        (_host, _provider, _browser) = (host, host.Provider, host.Browser);
        _provider.Reset();
        _host.Gateway.Upstream.Forget();
    }

    [Fact]
    public async Task The_user_endpoint_returns_the_claims_without_technical_ones()
    {
        await _browser.LoggedInAsync();

        var answer = await _browser.FetchAsync("/.gatewaykit/oidc/user");

        var claims = JsonNode.Parse(answer.Body)!.AsObject();
        Assert.Equal(("application/json", "no-store", "nosniff"),
            (answer.Header("Content-Type"), answer.Header("Cache-Control"), answer.Header("X-Content-Type-Options")));
        Assert.Equal(["groups", "iss", "name", "sub"], claims.Select(claim => claim.Key).Order());
        Assert.Equal(401, (await _host.Browser.OpenAsync("/.gatewaykit/oidc/user")).Status);
        Assert.Empty(_host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_session_is_refreshed_ahead_of_its_expiry_and_the_response_sets_the_new_cookie()
    {
        await _browser.LoggedInAsync();
        var before = _browser.Cookies[Browser.Session];
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        var answer = await _browser.FetchAsync("/api");

        Assert.Equal((200, "no-store"), (answer.Status, answer.Header("Cache-Control")));
        Assert.NotEqual(before, _browser.Cookies[Browser.Session]);
        Assert.Equal("Bearer access-for-" + _provider.RefreshToken, _host.Gateway.Upstream.Request.Header("Authorization"));
        Assert.Equal(["authorization_code", "refresh_token"], _provider.TokenRequests.Select(request => request["grant_type"]));
    }

    [Fact]
    public async Task Requests_with_the_same_session_share_one_refresh_and_later_ones_get_its_result()
    {
        await _browser.LoggedInAsync();
        var old = _browser.Cookies[Browser.Session];
        var ready = new TaskCompletionSource();
        _provider.TokensReady = ready.Task;
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        var pending = Enumerable.Range(0, 5).Select(_ => WithCookie(old).FetchAsync("/api")).ToArray();
        ready.SetResult();
        var answers = await Task.WhenAll(pending);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var late = WithCookie(old);
        var answer = await late.FetchAsync("/api");
        _host.Time.Advance(TimeSpan.FromMinutes(9));
        var next = await late.FetchAsync("/api");

        Assert.All(answers.Append(answer).Append(next), each => Assert.Equal(200, each.Status));
        Assert.Equal(3, _provider.TokenRequests.Count);
    }

    [Fact]
    public async Task A_refresh_token_that_stays_the_same_is_used_again_for_each_refresh()
    {
        _provider.Lifetime = TimeSpan.FromMinutes(1);
        _provider.ChangeTokens = tokens => tokens["refresh_token"] = _provider.RefreshToken = "fixed";
        await _browser.LoggedInAsync();
        for (var i = 0; i < 3; i++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(40));
            Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
        }

        Assert.Equal(4, _provider.TokenRequests.Count);
    }

    [Fact]
    public async Task A_response_never_sets_a_session_that_another_request_has_refreshed()
    {
        await _browser.LoggedInAsync();
        var old = _browser.Cookies[Browser.Session];
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        const string Options = "tokens: forward, cookie: { idleTimeout: 10m }";
        await using var gateway = await _host.StartAsync(Options, setup => setup.WithUpstream(async http =>
        {
            if (http.Request.Path == "/slow")
            {
                arrived.SetResult();
                await go.Task;
            }
        }));
        var (slow, quick) = (new Browser(gateway), new Browser(gateway));
        await slow.LoggedInAsync();
        quick.Cookies[Browser.Session] = slow.Cookies[Browser.Session];
        _host.Time.Advance(TimeSpan.FromMinutes(8));

        var pending = slow.FetchAsync("/slow");
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _host.Time.Advance(TimeSpan.FromMinutes(1.5));
        await quick.FetchAsync("/quick");
        go.SetResult();
        await pending;
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        Assert.Equal(200, (await slow.FetchAsync("/again")).Status);
        Assert.NotEqual(old, slow.Cookies[Browser.Session]);
    }

    [Fact]
    public async Task A_refused_refresh_ends_the_session()
    {
        await _browser.LoggedInAsync();
        _provider.RefreshToken = "withdrawn";
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
        Assert.Equal(302, (await _browser.OpenAsync("/app")).Status);
    }

    [Fact]
    public async Task A_refresh_that_returns_another_user_fails()
    {
        await _browser.LoggedInAsync();
        _provider.ChangeIdToken = claims => claims["sub"] = "mallory";
        _host.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(503, (await _browser.FetchAsync("/api")).Status);
        Assert.Empty(_host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task While_the_provider_is_down_a_session_lasts_until_its_token_expires()
    {
        await _browser.LoggedInAsync();
        _provider.IsDown = true;
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));
        var before = await _browser.FetchAsync("/api");
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var after = await _browser.FetchAsync("/api");
        _provider.IsDown = false;
        _host.Time.Advance(TimeSpan.FromSeconds(10));
        var again = await _browser.FetchAsync("/api");

        Assert.Equal((200, 503, 200), (before.Status, after.Status, again.Status));
        Assert.Contains("identity provider isn't available", after.Body);
    }

    [Fact]
    public async Task Without_a_refresh_token_a_session_ends_with_its_access_token()
    {
        _provider.ChangeTokens = tokens => tokens.Remove("refresh_token");
        await _browser.LoggedInAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(9.9));
        var before = await _browser.FetchAsync("/api");
        _host.Time.Advance(TimeSpan.FromMinutes(0.2));

        Assert.Equal((200, 401), (before.Status, (await _browser.FetchAsync("/api")).Status));
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_or_its_lifetime_is_over()
    {
        _provider.Lifetime = TimeSpan.FromHours(24);
        await _browser.LoggedInAsync();
        for (var i = 0; i < 15; i++)
        {
            _host.Time.Advance(TimeSpan.FromMinutes(30));
            Assert.Equal(200, (await _browser.FetchAsync("/api")).Status);
        }

        _host.Time.Advance(TimeSpan.FromMinutes(31));
        var over = await _browser.FetchAsync("/api");
        await _browser.LoggedInAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal((401, 401), (over.Status, (await _browser.FetchAsync("/api")).Status));
    }

    public static TheoryData<string, Func<string, string>> Cookies => new()
    {
        { "first character", value => value[..2] + (value[2] == 'A' ? 'B' : 'A') + value[3..] },
        { "last character", value => value[..^4] + (value[^4] == 'A' ? 'B' : 'A') + value[^3..] },
        { "shorter", value => value[..^8] },
        { "empty", _ => "" },
        { "not base64url", _ => "1.$$$" },
        { "no number", value => value[2..] },
        { "too many parts", value => "9" + value[1..] },
        { "missing part", value => "2" + value[1..] },
        { "oversized", _ => "1." + new string('A', 8000) },
        { "plain JSON", _ => "1.eyJpIjoiYSJ9" },
    };

    [Theory]
    [MemberData(nameof(Cookies))]
    public async Task A_cookie_that_was_changed_counts_as_no_session(string change, Func<string, string> spoil)
    {
        await _browser.LoggedInAsync();
        _browser.Cookies[Browser.Session] = spoil(_browser.Cookies[Browser.Session]);

        Assert.True((await _browser.FetchAsync("/api")).Status == 401, change);
        Assert.Empty(_host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_repeated_cookie_counts_as_no_session()
    {
        await _browser.LoggedInAsync();
        var cookie = $"{Browser.Session}={_browser.Cookies[Browser.Session]}";

        Assert.Equal(401, (await _host.Gateway.GetAsync("/api", ("Cookie", $"{cookie}; {cookie}"))).Status);
    }

    [Fact]
    public async Task The_cookie_of_a_pending_login_is_no_session()
    {
        var start = await _browser.StartAsync();
        var login = _browser.Cookies[$"{Browser.Session}.login.{Browser.Query(start, "state")}"];
        _browser.Cookies[Browser.Session] = "1." + login;

        Assert.Equal(401, (await _browser.FetchAsync("/api")).Status);
    }

    [Fact]
    public async Task A_large_session_takes_several_cookies_and_a_smaller_one_deletes_the_surplus()
    {
        _provider.ChangeTokens = tokens => tokens["access_token"] = new string('x', 6000);
        await _browser.LoggedInAsync();
        var parts = _browser.Cookies.Keys.Order().ToArray();
        var large = await _browser.FetchAsync("/api");
        var cookie = _host.Gateway.Upstream.Request.Header("Cookie");
        _provider.ChangeTokens = null;
        await _browser.LogInAsync("/.gatewaykit/oidc/login");

        Assert.Equal([Browser.Session, Browser.Session + ".1", Browser.Session + ".2"], parts);
        Assert.Equal((200, null), (large.Status, cookie));
        Assert.Equal([Browser.Session], _browser.Cookies.Keys);
    }

    [Theory]
    [InlineData("same-origin", null, 200)]
    [InlineData("none", null, 200)]
    [InlineData("same-site", null, 403)]
    [InlineData("cross-site", "https://evil.example", 403)]
    [InlineData("cross-site", "https://app.example.com", 200)]
    [InlineData("cross-site", "null", 403)]
    [InlineData(null, "{own}", 200)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, null, 403)]
    public async Task A_page_of_another_site_can_change_nothing(string? site, string? origin, int status)
    {
        await _browser.LoggedInAsync();
        List<(string, string)> headers = [];
        if (site is not null)
            headers.Add(("Sec-Fetch-Site", site));
        if (origin is not null)
            headers.Add(("Origin", origin.Replace("{own}", _host.Gateway.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)));

        var answer = await _browser.SendAsync(HttpMethod.Post, "/api", [.. headers]);

        Assert.Equal((status, status == 200 ? 1 : 0), (answer.Status, _host.Gateway.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData("{own}", 101)]
    [InlineData("https://app.example.com", 101)]
    [InlineData("https://evil.example", 403)]
    [InlineData(null, 403)]
    public async Task A_page_of_another_site_cannot_open_a_WebSocket(string? origin, int status)
    {
        const string Options = "csrf: { trustedOrigins: ['https://app.example.com'] }";
        await using var gateway = await _host.StartAsync(Options, setup => setup.WithUpstream(async http =>
        {
            if (http.WebSockets.IsWebSocketRequest)
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync();
                await socket.ReceiveAsync(new byte[1], http.RequestAborted);
            }
        }));
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();
        List<(string, string)> headers =
        [
            ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ];
        if (origin is not null)
            headers.Add(("Origin", origin.Replace("{own}", gateway.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/socket");
        foreach (var (name, value) in headers.Append(("Cookie", $"{Browser.Session}={browser.Cookies[Browser.Session]}")))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await gateway.Client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_request_with_a_required_header_needs_it()
    {
        await using var gateway = await _host.StartAsync("csrf: { header: X-CSRF }");
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();

        Assert.Equal(403, (await browser.SendAsync(HttpMethod.Post, "/api", Browser.Script)).Status);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Post, "/api", [.. Browser.Script, ("X-CSRF", "1")])).Status);
    }

    [Fact]
    public async Task A_user_without_a_required_claim_is_refused()
    {
        await using var gateway = await _host.StartAsync("requiredClaims: { groups: [admins] }");
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();

        Assert.Equal(403, (await browser.OpenAsync("/app")).Status);
        _provider.ChangeIdToken = claims => claims["groups"] = new JsonArray("admins");
        await browser.LogInAsync("/.gatewaykit/oidc/login");
        Assert.Equal(200, (await browser.OpenAsync("/app")).Status);
    }

    [Fact]
    public async Task A_refused_user_keeps_the_refreshed_session()
    {
        await using var gateway = await _host.StartAsync("requiredClaims: { groups: [admins] }");
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));

        Assert.Equal(403, (await browser.FetchAsync("/api")).Status);
        _host.Time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.Equal(200, (await browser.FetchAsync("/.gatewaykit/oidc/user")).Status);
    }

    [Theory]
    [InlineData("", 403)]
    [InlineData(", matchConsumers: true", 200)]
    [InlineData(", consumerPrefix: 'staff:'", 200)]
    public async Task A_user_becomes_a_configured_consumer_only_if_the_options_say_so(string option, int status)
    {
        const string Consumers = "consumers: { alice: { credentials: { key-auth: [ { key: k } ] } } }";
        await using var gateway = await _host.StartAsync("tokens: none" + option, more: Consumers);
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();

        Assert.Equal(status, (await browser.OpenAsync("/app")).Status);
    }

    [Fact]
    public async Task The_claims_of_the_UserInfo_endpoint_are_added_and_replace_none_of_the_token()
    {
        await using var gateway = await _host.StartAsync("userinfo: true, claimsToHeaders: { nickname: X-Nick, acr: X-Acr }");
        var browser = new Browser(gateway);
        _provider.UserInfo = """{"sub":"alice","nickname":"Al","acr":"high"}""";
        await browser.LoggedInAsync();
        await browser.FetchAsync("/api");

        Assert.Equal(("Al", null), (gateway.Upstream.Request.Header("X-Nick"), gateway.Upstream.Request.Header("X-Acr")));
        _provider.UserInfo = """{"sub":"mallory","nickname":"Al"}""";
        Assert.Equal(502, (await new Browser(gateway).LogInAsync()).Status);
    }

    [Fact]
    public async Task An_anonymous_caller_does_not_choose_the_token_that_the_upstream_gets()
    {
        await using var gateway = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(_host.Entry("tokens: forward"), "{ name: anonymous, options: { consumer: guest } }")
                .Replace("plugins:", "authentication: any\n    plugins:", StringComparison.Ordinal),
            setup => setup.WithTime(_host.Time));

        var answer = await gateway.GetAsync("/api", ("Authorization", "Bearer forged"));

        Assert.Equal((200, "guest"), (answer.Status, gateway.Upstream.Request.Header("X-Consumer-Name")));
        Assert.Null(gateway.Upstream.Request.Header("Authorization"));
    }

    [Fact]
    public async Task The_upstream_gets_the_token_that_another_plugin_has_verified()
    {
        var secret = new string('s', 32);
        await using var gateway = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: jwt, options: { hideCredentials: false } }", _host.Entry("tokens: forward"))
                .Replace("plugins:", "authentication: any\n    plugins:", StringComparison.Ordinal)
                + $"\nconsumers: {{ bob: {{ credentials: {{ jwt: [ {{ keyId: k, secret: {secret} }} ] }} }} }}\n",
            setup => setup.WithTime(_host.Time));
        var expires = _host.Time.GetUtcNow().ToUnixTimeSeconds() + 300;
        var token = "Bearer " + Signer.Secret(secret, "k").Token($$"""{"sub":"bob","exp":{{expires}}}""");

        var answer = await gateway.GetAsync("/api", ("Authorization", token));

        Assert.Equal((200, token), (answer.Status, gateway.Upstream.Request.Header("Authorization")));
    }

    [Fact]
    public async Task A_session_survives_a_reload_and_is_shared_by_routes()
    {
        var entry = _host.Entry("tokens: forward");
        string Routes(string more) => $$"""
            routes:
              login: { match: { path: "/.gatewaykit/oidc/{**rest}" }, plugins: [ {{entry}} ] }
              app: { clusterId: up, match: { path: "/app/{**rest}" }, plugins: [ {{entry}} ] }
              api: { clusterId: up, match: { path: "/api/{**rest}" }, plugins: [ {{_host.Entry("unauthenticated: 401" + more)}} ] }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """;
        await using var gateway = await PluginGateway.StartAsync(Routes(""), setup => setup.WithTime(_host.Time));
        var browser = new Browser(gateway);
        await browser.LoggedInAsync();

        Assert.Equal(200, (await browser.FetchAsync("/api")).Status);
        Assert.Empty(await gateway.ReloadAsync(Routes(", tokens: forward")));
        Assert.Equal(200, (await browser.FetchAsync("/api")).Status);
        Assert.Equal(401, (await new Browser(gateway).OpenAsync("/api")).Status);
    }

    [Fact]
    public async Task Without_a_route_for_the_callback_no_login_starts_and_the_log_says_why()
    {
        await using var gateway = await PluginGateway.StartAsync($$"""
            routes: { app: { match: { path: /app }, plugins: [ {{_host.Entry("tokens: none")}}, { name: mock } ] } }
            """, setup => setup.WithTime(_host.Time));

        var answer = await new Browser(gateway).OpenAsync("/app");

        Assert.Equal(500, answer.Status);
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("no route with this plugin matches '/.gatewaykit/oidc/callback'"));
    }

    [Theory]
    [InlineData("/.gatewaykit/{**rest}", 0)]
    [InlineData("/other", 1)]
    public async Task A_missing_route_for_the_callback_is_reported_once_without_a_login(string path, int reports)
    {
        var plugins = $"[ {_host.Entry("tokens: none")}, {{ name: mock }} ]";
        await using var gateway = await PluginGateway.StartAsync($$"""
            routes:
              app: { match: { path: /app }, plugins: {{plugins}} }
              login: { match: { path: "{{path}}" }, plugins: {{plugins}} }
            """, setup => setup.WithTime(_host.Time));

        _host.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(
            reports, gateway.Logs.Lines.Count(line => line.Contains("no route with this plugin matches", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nodes_with_the_same_folder_of_keys_share_sessions_and_others_do_not()
    {
        using var folder = new Shared.TemporaryFolder();
        Directory.CreateDirectory(folder["keys"]);
        var options = $"dataProtection: {{ keys: '{folder["keys"]}' }}";
        await using var one = await _host.StartAsync(options);
        await using var two = await _host.StartAsync(options);
        var browser = new Browser(one);
        await browser.LoggedInAsync();

        var other = new Browser(two);
        other.Cookies[Browser.Session] = browser.Cookies[Browser.Session];
        var stranger = _host.Browser;
        stranger.Cookies[Browser.Session] = browser.Cookies[Browser.Session];

        Assert.Equal((200, 401), ((await other.FetchAsync("/api")).Status, (await stranger.FetchAsync("/api")).Status));
        Assert.NotEmpty(Directory.GetFiles(folder["keys"]));
    }

    [Fact]
    public async Task Over_HTTPS_the_cookies_have_the_prefix_and_are_secure()
    {
        await using var gateway = await _host.StartAsync("hosts: [app.example.com]", more: "trustedProxies: [127.0.0.1]");
        (string, string)[] proxied = [.. Browser.Page, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "app.example.com")];
        var browser = new Browser(gateway);

        var start = await browser.SendAsync(HttpMethod.Get, "/app", proxied);
        var uri = new Uri(start.Header("Location")!);
        _provider.Nonce = Browser.Query(uri, "nonce");
        var answer = await browser.SendAsync(
            HttpMethod.Get, $"/.gatewaykit/oidc/callback?code=code&state={Browser.Query(uri, "state")}&iss={_provider.Issuer}", proxied);

        Assert.Equal("https://app.example.com/.gatewaykit/oidc/callback", Browser.Query(uri, "redirect_uri"));
        Assert.Equal(["__Host-gatewaykit-session"], browser.Cookies.Keys);
        Assert.Contains("; path=/; secure; httponly; samesite=lax", answer.Header("Set-Cookie"));
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/app", proxied)).Status);
        Assert.Equal(400, (await browser.OpenAsync("/app")).Status);
        Assert.Equal(400, (await browser.SendAsync(
            HttpMethod.Get, "/app", [.. Browser.Page, ("X-Forwarded-Host", "app.example.com")])).Status);
    }

    [Theory]
    [InlineData("app.example.com", 302)]
    [InlineData("other.example.org", 400)]
    public async Task A_login_is_possible_for_the_hosts_of_the_route_without_wildcards(string host, int status)
    {
        await using var gateway = await PluginGateway.StartAsync($$"""
            routes:
              app:
                clusterId: up
                match: { hosts: [app.example.com, "*.example.org"] }
                plugins: [ {{_host.Entry("tokens: none")}} ]
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            trustedProxies: [127.0.0.1]
            """, setup => setup.WithTime(_host.Time));

        var answer = await new Browser(gateway).SendAsync(
            HttpMethod.Get, "/", [.. Browser.Page, ("Host", host), ("X-Forwarded-Proto", "https")]);

        Assert.Equal(status, answer.Status);
        if (status == 302)
            Assert.StartsWith("https://app.example.com/", Browser.Query(new Uri(answer.Header("Location")!), "redirect_uri"));
    }

    [Fact]
    public async Task A_strict_cookie_is_set_by_a_page_that_continues()
    {
        await using var gateway = await _host.StartAsync("cookie: { sameSite: strict }");

        var answer = await new Browser(gateway).LogInAsync("/app?a=1&b=%22");

        Assert.Equal(200, answer.Status);
        Assert.Contains("content=\"0;url=/app?a=1&amp;b=%22\"", answer.Body);
        Assert.Contains("samesite=strict", answer.Header("Set-Cookie"));
    }

    private Browser WithCookie(string session)
    {
        var browser = _host.Browser;
        browser.Cookies[Browser.Session] = session;
        return browser;
    }
}
