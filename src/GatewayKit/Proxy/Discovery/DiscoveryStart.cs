using Microsoft.Extensions.Hosting;

namespace GatewayKit.Proxy.Discovery;

/// <summary>Waits for the first answers before the server accepts connections.</summary>
internal sealed class DiscoveryStart(DiscoveredNames names) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => names.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
