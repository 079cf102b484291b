using GatewayKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stops a host with a gateway.</summary>
public static class GatewayKitShutdownExtensions
{
    /// <summary>
    /// Waits until a started host is asked to stop, for example by SIGTERM, and stops it:
    /// exchanges in flight finish within <c>shutdownTimeout</c>.
    /// In contrast to <c>WaitForShutdownAsync</c>, a second signal ends that wait.
    /// </summary>
    /// <param name="host">The host, with a gateway.</param>
    public static async Task WaitForGatewayShutdownAsync(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult))
            await stopping.Task.ConfigureAwait(false);

        try
        {
            await host.StopAsync(host.Services.GetRequiredService<DrainService>().SecondSignal).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A second signal, or the configured time limit, ended the exchanges in flight.
        }
    }
}
