using System.Net;
using System.Security.Claims;
using GatewayKit.Configuration;
using GatewayKit.Plugins.AspNetCoreAuth;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Tests.AspNetCoreAuth;

public class AspNetCoreAuthTests
{
    private const string Cookies = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Missing = ", which isn't an authentication scheme of the host; available: Cookies, Form, Silent, Ticket.";
    private const string Html = "text/html,application/xhtml+xml";

    [Fact]
    public async Task The_caller_of_a_scheme_is_a_consumer_with_groups_and_the_user_of_the_exchange()
    {
        var seen = new TaskCompletionSource<ClaimsPrincipal>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { schemes: [Ticket] } }", app => app.Use(
            next => async http =>
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity("host"));
                await next(http);
                seen.SetResult(http.User);
            }));

        var answer = await host.GetAsync(
            "/x", ("Ticket", "sub=42;name=ann;groups=gold;groups=staff;scope=orders"), ("X-Consumer-Name", "root"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(("42", "gold,staff"),
            (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("X-Consumer-Groups")));
        var user = await seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(("Ticket", "orders"), (user.Identity!.AuthenticationType, user.FindFirstValue("scope")));
    }

    [Fact]
    public async Task Requests_without_valid_credentials_never_reach_the_upstream()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { schemes: [Ticket] } }");

        foreach (var (ticket, status) in new (string?, int)[]
        {
            (null, 401), ("bad", 401), ("anonymous", 403), ("scope=orders", 403), ("sub=1;sub=2", 403), ("sub=", 403), ("sub= ann", 403),
            ("sub=" + new string('a', 257), 403), ("sub=1;groups=a,b", 403), ("sub=1;groups= a", 403),
            ("sub=1;" + string.Join(';', Enumerable.Range(0, 201).Select(i => $"groups=g{i}")), 403),
        })
        {
            var answer = await host.GetAsync("/x", ticket is null ? [] : [("Ticket", ticket)]);
            Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
            Assert.Equal(status == 401 ? "Ticket" : null, answer.Header("WWW-Authenticate"));
        }

        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("", "sub=42;name=ann", "42")]
    [InlineData("", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name=ann", "ann")]
    [InlineData("", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier=7;sub=42", "42")]
    [InlineData(", nameClaim: email", "sub=42;email=ann@example.com", "ann@example.com")]
    public async Task The_name_is_that_of_the_user_or_of_the_claim_that_is_configured(string option, string ticket, string name)
    {
        await using var host = await StartAsync($"{{ name: aspnetcore-auth, options: {{ schemes: [Ticket]{option} }} }}");

        await host.GetAsync("/x", ("Ticket", ticket));

        Assert.Equal(name, host.Upstream.Request.Header("X-Consumer-Name"));
    }

    [Fact]
    public async Task A_claim_that_is_configured_and_missing_is_not_replaced_by_another()
    {
        await using var host = await StartAsync(
            "{ name: aspnetcore-auth, options: { schemes: [Ticket], nameClaim: email, groupsClaims: [team] } }");

        Assert.Equal(403, (await host.GetAsync("/x", ("Ticket", "sub=42"))).Status);
        Assert.Equal(200, (await host.GetAsync("/x", ("Ticket", "email=a;groups=gold;team=red"))).Status);
        Assert.Equal("red", host.Upstream.Request.Header("X-Consumer-Groups"));
    }

    [Fact]
    public async Task The_first_scheme_that_finds_credentials_decides()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { schemes: [Cookies, Ticket] } }");
        var cookie = await LogInAsync(host);

        Assert.Equal(200, (await host.GetAsync("/x", ("Ticket", "sub=42"))).Status);
        Assert.Equal("42", host.Upstream.Request.Header("X-Consumer-Name"));
        Assert.Equal(200, (await host.GetAsync("/x", ("Ticket", "bad"), ("Cookie", cookie))).Status);
        Assert.Equal("ann", host.Upstream.Requests.Last().Header("X-Consumer-Name"));
        Assert.Equal("Cookies, Ticket", (await host.GetAsync("/x")).Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Without_schemes_the_default_of_the_host_authenticates()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth }");
        var cookie = await LogInAsync(host);

        Assert.Equal(200, (await host.GetAsync("/x", ("Cookie", cookie))).Status);
        Assert.Equal(401, (await host.GetAsync("/x", ("Ticket", "sub=42"))).Status);
    }

    [Fact]
    public async Task A_browser_is_redirected_to_the_login_page_and_others_get_a_401()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { challenge: browser } }");

        var page = await host.GetAsync("/x?a=b", ("Accept", Html), ("Sec-Fetch-Mode", "navigate"));

        Assert.Equal((302, $"{host.Address}login?ReturnUrl=%2Fx%3Fa%3Db"), (page.Status, page.Header("Location")));
        foreach (var headers in new (string, string)[][]
        {
            [], [("Accept", "*/*")], [("Accept", "application/json")], [("Accept", Html), ("Sec-Fetch-Mode", "cors")],
            [("Accept", Html), ("X-Requested-With", "XMLHttpRequest")],
        })
        {
            var answer = await host.GetAsync("/x", headers);
            Assert.Equal((401, "Cookies", null), (answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Location")));
        }

        Assert.Equal(401, (await host.SendAsync(HttpMethod.Post, "/x", ("Accept", Html))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task The_challenge_of_a_scheme_is_its_own_also_for_invalid_credentials()
    {
        await using var host = await StartAsync(
            "{ name: aspnetcore-auth, options: { schemes: [Ticket], challenge: scheme, challengeScheme: Ticket } }");

        foreach (var headers in new (string, string)[][] { [], [("Ticket", "bad")] })
        {
            var answer = await host.GetAsync("/x", headers);
            Assert.Equal((401, "Ticket realm=\"desk\"", "application/problem+json"),
                (answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Content-Type")));
        }
    }

    [Fact]
    public async Task A_challenge_with_cookies_and_a_body_is_described_and_passes_the_hooks_above()
    {
        await using var host = await StartAsync("""
            { name: response-transform, stage: diagnostics, options: { add: { headers: { X-Above: "1" } } } }
            """, """
            { name: aspnetcore-auth, options: { challenge: scheme, challengeScheme: Form } }
            """);

        var answer = await host.GetAsync("/x");

        Assert.Equal((200, "<form>log in</form>", "text/html"), (answer.Status, answer.Body, answer.Header("Content-Type")));
        Assert.Equal(("nonce=1; path=/", "late", "1"), (answer.Header("Set-Cookie"), answer.Header("X-Late"), answer.Header("X-Above")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_scheme_that_does_not_challenge_is_a_401()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { challenge: scheme, challengeScheme: Silent } }");

        Assert.Equal(401, (await host.GetAsync("/x")).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_scheme_that_throws_is_a_500()
    {
        await using var host = await StartAsync("{ name: aspnetcore-auth, options: { schemes: [Silent] } }");

        Assert.Equal(500, (await host.GetAsync("/x", ("Silent", "throw"))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("schemes: [Cookis]", "options.schemes[0] is 'Cookis'" + Missing)]
    [InlineData("challenge: scheme, challengeScheme: Oidc", "options.challengeScheme is 'Oidc'" + Missing)]
    [InlineData("schemes: [Ticket, Ticket]", "options.schemes[1] is 'Ticket', a duplicate; list each name once.")]
    [InlineData("challengeScheme: Ticket", "options.challengeScheme isn't used with 'challenge: problem'; remove it, or set 'challenge'.")]
    [InlineData("nameClaim: ''", "options.nameClaim must have 1 to 256 characters.")]
    [InlineData("wwwAuthenticate: \"a\\nb\"", "options.wwwAuthenticate must be 1 to 256 printable ASCII characters and spaces.")]
    public async Task An_option_that_the_host_can_not_serve_is_an_error_at_load(string options, string message)
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(
            () => StartAsync($"{{ name: aspnetcore-auth, options: {{ {options} }} }}"));

        Assert.Equal($"routes.all.plugins[0] (aspnetcore-auth): {message}", Assert.Single(error.Errors).Text);
    }

    [Fact]
    public async Task A_host_without_schemes_is_an_error_at_load()
        => Assert.StartsWith(
            "(aspnetcore-auth): options.schemes is empty, but the host doesn't have a default scheme; it has none.",
            Assert.Single(await PluginGateway.ErrorsOfAsync("{ name: aspnetcore-auth }")), StringComparison.Ordinal);

    [Fact]
    public async Task Isolated_it_uses_the_schemes_of_the_host_as_well()
    {
        using var folder = new TemporaryFolder();
        var assembly = typeof(AspNetCoreAuthPlugin).Assembly;
        var plugin = $"plugins/{assembly.GetName().Name}";
        Directory.CreateDirectory(folder[plugin]);
        File.Copy(assembly.Location, folder[$"{plugin}/{assembly.GetName().Name}.dll"]);
        await using var host = await GatewayTestHost.StartAsync(setup => SetUp(setup, _ => { })
            .WithPluginsFrom(folder["plugins"])
            .WithConfiguration(PluginGateway.OneRoute("{ name: aspnetcore-auth, options: { schemes: [Ticket], challenge: browser } }")))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await host.GetAsync("/x", ("Ticket", "sub=42"))).Status);
        Assert.Equal(302, (await host.GetAsync("/x", ("Accept", Html))).Status);
        Assert.Equal("42", host.Upstream.Request.Header("X-Consumer-Name"));
    }

    private static Task<GatewayTestHost> StartAsync(string plugin, Action<WebApplication> use)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(plugin), setup => SetUp(setup, use));

    private static Task<GatewayTestHost> StartAsync(params string[] plugins)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(plugins), setup => SetUp(setup, _ => { }));

    private static GatewayTestSetup SetUp(GatewayTestSetup setup, Action<WebApplication> use) => setup
        .WithGateway(gateway => gateway.Services.AddDataProtection().UseEphemeralDataProtectionProvider())
        .WithGateway(gateway => gateway.Services.AddAuthentication(Cookies)
            .AddCookie(cookie => cookie.LoginPath = "/login")
            .AddScheme<AuthenticationSchemeOptions, TicketHandler>(TicketHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, FormHandler>("Form", null)
            .AddScheme<AuthenticationSchemeOptions, SilentHandler>("Silent", null))
        .WithApp(app =>
        {
            use(app);
            app.MapPost("/login", (HttpContext http) => http.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ann")], "form"))));
        });

    private static async Task<string> LogInAsync(GatewayTestHost host)
    {
        var answer = await host.SendAsync(HttpMethod.Post, "/login");
        Assert.Equal((int)HttpStatusCode.OK, answer.Status);
        return answer.Header("Set-Cookie")!.Split(';')[0];
    }
}
