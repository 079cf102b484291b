using System.Security.Claims;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Tests.Pipeline;

/// <summary>The claims that an authentication hook supplies.</summary>
public sealed class ClaimsTests
{
    private const string Two = """
        - { name: claims, id: one, options: { header: X-One } }
        - { name: claims, id: two, options: { header: X-Two } }
        - { name: probe, options: { name: a, runs: true } }
        """;

    private readonly Probe _probe = new();
    private string? _principal;
    private string? _hookUser;
    private string? _transformUser;
    private string? _middlewareUser;

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Claims_reach_later_hooks_the_transforms_and_the_middleware_around_the_gateway(string isAsync)
    {
        await using var gateway = await StartAsync($$"""
            - { name: claims, options: { async: {{isAsync}} } }
            - { name: probe, options: { name: a, runs: true } }
            """);

        await SendAsync(gateway, ("X-Claims", "ann"));

        Assert.Equal(("X-Claims", "X-Claims", "X-Claims", "X-Claims"), (_principal, _hookUser, _transformUser, _middlewareUser));
    }

    [Fact]
    public async Task Without_claims_the_user_is_the_consumer_and_not_the_one_that_the_host_has_set()
    {
        await using var gateway = await StartAsync(Two, "authentication: any");

        await SendAsync(gateway, ("X-One", "ann-without-claims"));

        Assert.Equal((null, "GatewayKit", "GatewayKit", "GatewayKit"), (_principal, _hookUser, _transformUser, _middlewareUser));
    }

    [Fact]
    public async Task The_groups_of_a_caller_without_claims_are_roles_and_claims()
    {
        ClaimsPrincipal? user = null;
        _probe.OnRequest = context =>
        {
            user = context.Http.User;
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route("- { name: token }\n- { name: probe, options: { runs: true } }"));

        await SendAsync(gateway, ("X-Token", "ann:gold:staff"));

        Assert.Equal(("ann", true, "GatewayKit"), (user!.Identity!.Name, user.Identity.IsAuthenticated, user.Identity.AuthenticationType));
        Assert.True(user.IsInRole("gold") && user.IsInRole("staff") && !user.IsInRole("admin"));
        Assert.Equal(["gold", "staff"], user.FindAll("groups").Select(claim => claim.Value));
    }

    [Fact]
    public async Task A_route_that_authenticates_nobody_keeps_the_user_that_the_host_has_set()
    {
        await using var gateway = await StartAsync("- { name: probe, options: { runs: true } }");

        await SendAsync(gateway);

        Assert.Equal((null, "host", "host"), (_principal, _hookUser, _middlewareUser));
    }

    [Fact]
    public async Task The_principal_of_a_consumer_is_created_once_and_can_not_be_changed()
    {
        var users = await UsersOfOneConsumerAsync();
        var user = users[0];
        var identity = (ClaimsIdentity)user.Identity!;
        var claim = new Claim(ClaimTypes.Role, "admin");

        Assert.Same(user, users[1]);
        foreach (var change in (Action[])
        [
            () => user.AddIdentity(new ClaimsIdentity()), () => user.AddIdentities([new ClaimsIdentity()]),
            () => identity.AddClaim(claim), () => identity.AddClaims([claim]),
            () => identity.RemoveClaim(identity.FindFirst(ClaimTypes.Name)),
            () => identity.TryRemoveClaim(identity.FindFirst(ClaimTypes.Name)),
        ])
            Assert.Throws<InvalidOperationException>(change);
        Assert.Equal((1, false, "ann"), (user.Identities.Count(), user.IsInRole("admin"), user.Identity!.Name));
    }

    [Fact]
    public async Task A_copy_of_the_principal_of_a_consumer_can_be_changed()
    {
        var user = (await UsersOfOneConsumerAsync())[0];
        var copy = user.Clone();

        ((ClaimsIdentity)copy.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
        copy.AddIdentity(new ClaimsIdentity("more"));

        Assert.Equal((true, true, "ann"), (copy.IsInRole("admin"), copy.IsInRole("group7"), copy.Identity!.Name));
        Assert.Equal((1, false), (user.Identities.Count(), user.IsInRole("admin")));
    }

    [Fact]
    public async Task With_all_the_user_has_the_identities_of_every_plugin_and_no_request_changes_a_plugins_principal()
    {
        await using var gateway = await StartAsync(Two);

        await SendAsync(gateway, ("X-One", "ann"), ("X-Two", "ann"));
        await SendAsync(gateway, ("X-One", "ann"), ("X-Two", "ann"));

        Assert.Equal(("X-One,X-Two", "X-One,X-Two", "X-One,X-Two"), (_principal, _hookUser, _middlewareUser));
    }

    [Theory]
    [InlineData("ann", "ann", "X-One")]
    [InlineData(null, "ann", "X-Two")]
    public async Task With_any_the_user_has_the_claims_of_the_plugin_that_decides(string? one, string? two, string user)
    {
        await using var gateway = await StartAsync(Two, "authentication: any");

        await SendAsync(gateway, ("X-One", one), ("X-Two", two));

        Assert.Equal((user, user), (_hookUser, _middlewareUser));
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("bad", 401)]
    [InlineData("forbidden", 403)]
    [InlineData("login", 302)]
    [InlineData("throw", 500)]
    public async Task If_a_later_plugin_refuses_the_user_stays_the_one_that_the_host_has_set(string? two, int status)
    {
        await using var gateway = await StartAsync(Two);

        var actual = await SendAsync(gateway, ("X-One", "ann"), ("X-Two", two));

        Assert.Equal((status, "host"), (actual, _middlewareUser));
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task The_claims_of_a_request_do_not_reach_the_next_request_on_its_connection()
    {
        await using var gateway = await StartAsync(Two, "authentication: any");

        await SendAsync(gateway, ("X-One", "ann"));
        await SendAsync(gateway, ("X-One", "ann-without-claims"));

        Assert.Equal((null, "GatewayKit"), (_principal, _middlewareUser));
    }

    [Fact]
    public async Task Neither_the_client_nor_a_claim_names_the_consumer_for_the_upstream()
    {
        await using var gateway = await StartAsync("- { name: claims }");

        await SendAsync(gateway, ("X-Claims", "ann"), ("X-Consumer-Name", "root"), ("X-Consumer-Groups", "admins"));

        Assert.Equal(("ann", null),
            (gateway.Upstream.Request.Header("X-Consumer-Name"), gateway.Upstream.Request.Header("X-Consumer-Groups")));
    }

    [Fact]
    public void Claims_without_an_authenticated_identity_are_an_error()
        => Assert.Throws<ArgumentException>(
            () => AuthenticationResult.Authenticated(
                new Consumer("ann"), new ClaimsPrincipal(new ClaimsIdentity([new Claim("scope", "orders")]))));

    private Task<GatewayTestHost> StartAsync(string plugins, string more = "")
    {
        _probe.OnRequest = context =>
        {
            _principal = Schemes(context.Principal);
            _hookUser = Schemes(context.Http.User);
            return HookResult.Continue;
        };
        return ProbeHost.StartAsync(_probe, ProbeHost.Route(plugins, more), setup => setup
            .WithPlugin<ClaimsPlugin>()
            .WithGateway(gateway => gateway.Proxy.AddTransforms(transforms => transforms.AddRequestTransform(context =>
            {
                _transformUser = Schemes(context.HttpContext.User);
                return default;
            })))
            .WithApp(app => app.Use(async (HttpContext http, RequestDelegate next) =>
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity("host"));
                http.Response.OnStarting(() =>
                {
                    _middlewareUser = Schemes(http.User);
                    return Task.CompletedTask;
                });
                await next(http);
            })));
    }

    private async Task<IReadOnlyList<ClaimsPrincipal>> UsersOfOneConsumerAsync()
    {
        var users = new List<ClaimsPrincipal>();
        _probe.OnRequest = context =>
        {
            users.Add(context.Http.User);
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(
            _probe,
            ProbeHost.Route("- { name: known-caller }\n- { name: probe, options: { runs: true } }"),
            setup => setup.WithPlugin<KnownCallerPlugin>());
        await SendAsync(gateway);
        await SendAsync(gateway);
        return users;
    }

    private static string? Schemes(ClaimsPrincipal? user)
        => user is null ? null : string.Join(',', user.Identities.Select(identity => identity.AuthenticationType));

    private static async Task<int> SendAsync(GatewayTestHost gateway, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            request.Headers.Add(name, value);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }
}
