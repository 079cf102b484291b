using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>A request is held between routing and its endpoint while the configuration is replaced.</summary>
public sealed class RetiredMatchTests
{
    private readonly TaskCompletionSource _matched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("b: { clusterId: up, match: { path: '/admin/{**rest}' }, plugins: [ { name: token } ] }\n"
        + "a: { clusterId: up, match: { path: '/open/{**rest}' } }", 401)]
    [InlineData("a: { clusterId: up, match: { path: '/open/{**rest}' } }", 404)]
    [InlineData("a: { clusterId: up, match: { path: '/admin/{**rest}', methods: [POST] } }", 405)]
    [InlineData("z: { clusterId: up, match: { path: '/{**rest}' } }", 200)]
    [InlineData("a: { clusterId: up, match: { path: '/admin/{**rest}' }, rateLimiterPolicy: strict }", 503)]
    [InlineData("z: { clusterId: up, match: { path: '/x/{**rest}' } }", 404)]
    public async Task A_request_that_was_matched_before_a_reload_is_matched_again(string routes, int status)
    {
        await using var gateway = await StartAsync("a: { clusterId: up, match: { path: '/admin/{**rest}' } }\n"
            + "b: { clusterId: up, match: { path: '/open/{**rest}' }, plugins: [ { name: token } ] }");

        Assert.Equal(status, await AskAcrossReloadAsync(gateway, routes));
    }

    [Fact]
    public async Task An_endpoint_of_the_host_that_would_take_it_now_does_not_run_behind_another_ones_policies()
    {
        await using var gateway =
            await StartAsync("a: { clusterId: up, match: { path: /admin/host } }", app => app.MapGet("/admin/{name}", () => "host"));

        Assert.Equal(503, await AskAcrossReloadAsync(gateway, "z: { clusterId: up, match: { path: '/{**rest}' } }", "/admin/host"));
    }

    private async Task<int> AskAcrossReloadAsync(GatewayTestHost gateway, string routes, string path = "/admin/x")
    {
        var held = gateway.Client.GetAsync(path);
        await _matched.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(await gateway.ReloadAsync(Routes(routes) + ProbeHost.Cluster));
        _reloaded.SetResult();
        using var response = await held.WaitAsync(TimeSpan.FromSeconds(60));
        if (response.StatusCode != HttpStatusCode.OK)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (int)response.StatusCode;
    }

    private Task<GatewayTestHost> StartAsync(string routes, Action<WebApplication>? use = null)
        => ProbeHost.StartAsync(new Probe(), Routes(routes), setup => setup
            .WithGateway(g => g.Services.AddRateLimiter(
                o => o.AddFixedWindowLimiter("strict", w => (w.PermitLimit, w.Window) = (1, TimeSpan.FromDays(1)))))
            .WithApp(app =>
            {
                app.Use(async (http, next) =>
                {
                    _matched.TrySetResult();
                    await _reloaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
                    await next();
                });
                app.UseRateLimiter();
                use?.Invoke(app);
            }));

    private static string Routes(string routes) => "routes:\n" + string.Join('\n', routes.Split('\n').Select(line => "  " + line)) + "\n";
}
