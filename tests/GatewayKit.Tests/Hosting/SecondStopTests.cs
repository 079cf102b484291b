using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Tests.Hosting;

public sealed class SecondStopTests
{
    /// <summary>WebApplicationFactory does that: it stops a host whose Program ends it at the same time.</summary>
    [Fact]
    public async Task A_host_that_has_ended_can_be_stopped_once_more()
    {
        IHostedService[] services;
        await using (var gateway =
            await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("{}").WithGateway(g => g.UseAdminUrls("http://127.0.0.1:0"))))
            services = [.. gateway.Services
                .GetServices<IHostedService>()
                .Where(s => s.GetType().Namespace!.StartsWith("GatewayKit", StringComparison.Ordinal))];

        Assert.True(services.Length > 5);
        foreach (var service in services)
        {
            await service.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            if (service is IHostedLifecycleService lifecycle)
                await lifecycle.StoppedAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
