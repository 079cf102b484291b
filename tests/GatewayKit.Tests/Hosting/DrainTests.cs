using System.Net;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Hosting;

public sealed class DrainTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_it_drains_the_gateway_is_not_ready_takes_requests_and_closes_their_connections()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            shutdown: { drainDelay: 5s }
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            """, setup => setup.WithTime(time));
        var readiness = gateway.Services.GetRequiredService<Readiness>();
        Assert.True(readiness.IsReady);

        var stopping = gateway.StopAsync();
        Assert.False(readiness.IsReady);
        var response = await gateway.Client.GetAsync("/x");
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping.WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Client.GetAsync("/x"));
    }

    [Fact]
    public async Task What_is_in_flight_finishes_before_the_gateway_has_stopped()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: { all: { clusterId: up, match: { path: \"/{**rest}\" } } }", setup => setup.WithUpstream(async http =>
            {
                arrived.TrySetResult();
                await release.Task;
                await http.Response.WriteAsync("finished");
            }));

        var call = gateway.Client.GetStringAsync("/x");
        await arrived.Task.WaitAsync(s_patience);
        var stopping = gateway.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();

        Assert.Equal("finished", await call.WaitAsync(s_patience));
        await stopping.WaitAsync(s_patience);
    }
}
