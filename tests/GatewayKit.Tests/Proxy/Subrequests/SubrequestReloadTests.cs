using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static GatewayKit.Tests.Proxy.Subrequests.SubrequestHost;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Subrequests while the configuration changes and the gateway stops.</summary>
public sealed class SubrequestReloadTests
{
    private const string Routes = """
        routes:
          parent: { match: { path: /parent }, plugins: [ { name: sub } ] }
          old: { clusterId: up, match: { path: /old }, plugins: [ { name: probe, options: { name: a } } ] }
        """;

    private readonly SubrequestCode _code = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task One_that_runs_finishes_on_its_route_and_the_next_one_is_matched_with_the_new_configuration()
    {
        await using var gateway = await StartAsync();
        var configuration = (Routes.Replace("/old", "/new", StringComparison.Ordinal) + Environment.NewLine + ProbeHost.Cluster)
            .Replace("{upstream}", gateway.Upstream.Address.ToString(), StringComparison.Ordinal);
        var call = gateway.Client.GetStringAsync("/parent");
        await _arrived.Task.WaitAsync(Patience);
        Assert.Empty(await gateway.ReloadAsync(configuration).WaitAsync(Patience));
        _go.SetResult();

        Assert.Equal("200 finished 404", await call.WaitAsync(Patience));
    }

    [Fact]
    public async Task One_that_runs_finishes_before_the_gateway_has_stopped()
    {
        await using var gateway = await StartAsync();
        var call = gateway.Client.GetStringAsync("/parent");
        await _arrived.Task.WaitAsync(Patience);
        var stopping = gateway.StopAsync();
        Assert.False(stopping.IsCompleted);
        _go.SetResult();

        Assert.Equal("200 finished 200", await call.WaitAsync(Patience));
        await stopping.WaitAsync(Patience);
    }

    private Task<GatewayTestHost> StartAsync()
    {
        _code.Run = async (context, sender) =>
        {
            using var response = await sender.SendAsync(context, Get("/old"), CancellationToken.None);
            using var second = await sender.SendAsync(context, Get("/old"), CancellationToken.None);
            return HookResult.Respond(GatewayResponse.Text(
                200, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()} {(int)second.StatusCode}"));
        };
        return GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<SubrequestPlugin>().WithPlugin<ProbePlugin>()
            .WithGateway(builder => builder.Services.AddSingleton(_code).AddSingleton(new Probe()))
            .WithUpstream(async http =>
            {
                _arrived.TrySetResult();
                await _go.Task.WaitAsync(Patience);
                await http.Response.WriteAsync("finished");
            })
            .WithConfiguration(Routes + Environment.NewLine + ProbeHost.Cluster)).WaitAsync(Patience);
    }
}
