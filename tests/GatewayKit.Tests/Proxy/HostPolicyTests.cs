using GatewayKit.Configuration;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy;

/// <summary>What a route asks of the host's middleware is applied, or the request or the configuration is refused.</summary>
public sealed class HostPolicyTests
{
    private const string Limited = "routes: { a: { clusterId: up, match: { path: /x }, rateLimiterPolicy: strict } }";

    [Fact]
    public async Task A_rate_limit_that_nothing_would_apply_is_refused_at_the_start()
    {
        var refused = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync(Limited, _ => { }));

        Assert.Contains("routes.a: rateLimiterPolicy is 'strict', which has no effect: the host doesn't call app.UseRateLimiter().",
            refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_that_nothing_would_apply_is_refused_at_a_reload()
    {
        await using var gateway = await StartAsync("routes: {}", _ => { });

        Assert.Contains("which has no effect",
            Assert.Single(await gateway.ReloadAsync(Limited + "\n" + ProbeHost.Cluster)), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReloadAsync(Limited.Replace("strict", "disable", StringComparison.Ordinal) + "\n" + ProbeHost.Cluster));
    }

    [Fact]
    public async Task A_rate_limit_that_the_host_applies_is_applied()
    {
        await using var gateway = await StartAsync(Limited, app => app.UseRateLimiter());

        Assert.Equal((200, 503), (await AskAsync(gateway, "/x"), await AskAsync(gateway, "/x")));
        Assert.Empty(await gateway.ReloadAsync(Limited + "\n" + ProbeHost.Cluster));
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("authorizationPolicy: nobody,", 401)]
    [InlineData("authorizationPolicy: default,", 401)]
    [InlineData("authorizationPolicy: anonymous,", 200)]
    public async Task An_authorization_policy_is_applied_without_a_call_of_the_host(string policy, int status)
    {
        await using var gateway = await StartAsync($"routes: {{ a: {{ clusterId: up, {policy} match: {{ path: /x }} }} }}", _ => { });

        Assert.Equal(status, await AskAsync(gateway, "/x"));
        Assert.Equal(status == 200 ? 1 : 0, gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task An_output_cache_before_plugins_that_decide_who_may_call_is_refused()
    {
        await using var gateway = await StartAsync("routes: {}", _ => { });

        var errors = await gateway.ReloadAsync(
            "routes: { a: { clusterId: up, match: { path: /x }, outputCachePolicy: short, plugins: [ { name: token } ] } }\n"
                + ProbeHost.Cluster);

        Assert.Contains("routes.a: outputCachePolicy is 'short', whose cached responses would skip the plugin 'token'. Remove one of them.",
            Assert.Single(errors), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReloadAsync(
            "routes: { a: { clusterId: up, match: { path: /x }, outputCachePolicy: short } }\n" + ProbeHost.Cluster));
        Assert.Equal(200, await AskAsync(gateway, "/x"));
    }

    private static Task<GatewayTestHost> StartAsync(string routes, Action<WebApplication> use)
        => ProbeHost.StartAsync(new Probe(), routes, setup => setup
            .WithGateway(g =>
            {
                g.Services.AddRateLimiter(
                    o => o.AddFixedWindowLimiter("strict", w => (w.PermitLimit, w.Window) = (1, TimeSpan.FromDays(1))));
                g.Services.AddOutputCache(o => o.AddPolicy("short", p => p.Expire(TimeSpan.FromMinutes(1))));
                g.Services.AddAuthentication().AddCookie(o => o.Events.OnRedirectToLogin = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return Task.CompletedTask;
                });
                g.Services.AddAuthorizationBuilder().AddPolicy("nobody", p => p.RequireAuthenticatedUser());
            })
            .WithApp(use));

    private static async Task<int> AskAsync(GatewayTestHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path);
        return (int)response.StatusCode;
    }
}
