using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy;

public sealed class RouteTimeoutTests
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("timeout: 100ms", false)]
    [InlineData("timeout: 100ms", true)]
    [InlineData("timeoutPolicy: short", false)]
    [InlineData("timeoutPolicy: short", true)]
    public async Task A_timeout_needs_no_middleware_of_the_host(string timeout, bool hasMiddleware)
    {
        await using var gateway = await StartAsync($"clusterId: up, {timeout}", hasMiddleware);

        await AssertTimedOutAsync(gateway, "/x");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timeout_that_ends_a_hook_is_answered_too(bool hasMiddleware)
    {
        _probe.OnRequest = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return HookResult.Continue;
        };
        await using var gateway =
            await StartAsync("clusterId: up, timeout: 100ms, plugins: [ { name: probe, options: { runs: true } } ]", hasMiddleware);

        await AssertTimedOutAsync(gateway, "/x");
    }

    [Theory]
    [InlineData("timeoutPolicy: disable")]
    [InlineData("timeout: 1m")]
    public async Task A_request_that_takes_less_is_forwarded(string timeout)
    {
        await using var gateway =
            await ProbeHost.StartAsync(_probe, $"routes: {{ a: {{ clusterId: up, match: {{ path: /x }}, {timeout} }} }}");

        Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));
    }

    private Task<GatewayTestHost> StartAsync(string route, bool hasMiddleware)
        => ProbeHost.StartAsync(_probe, $"routes: {{ a: {{ match: {{ path: /x }}, {route} }} }}", setup => setup
            .WithGateway(g => g.Services.Configure<RequestTimeoutOptions>(o => o.AddPolicy("short", TimeSpan.FromMilliseconds(100))))
            .WithUpstream(http => Task.Delay(Timeout.Infinite, http.RequestAborted))
            .WithApp(app =>
            {
                if (hasMiddleware)
                    app.UseRequestTimeouts();
            }));

    private static async Task AssertTimedOutAsync(GatewayTestHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((504, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("\"status\":504", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
