using Microsoft.Extensions.Hosting;

namespace GatewayKit.Kubernetes.TestServer;

/// <summary>Leaves the signals of the process to its host.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
