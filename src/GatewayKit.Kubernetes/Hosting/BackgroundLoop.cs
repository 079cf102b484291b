using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Runs background work again after an unexpected exception, which would otherwise stop the host.</summary>
internal sealed class BackgroundLoop(TimeProvider time, LoopLog log)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    /// <param name="work">The work, which can begin again.</param>
    /// <param name="cancellation">Ends the work.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A gateway that has lost a part of its background work still serves.")]
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await work(cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                log.LogLoopFailed(error);
            }

            await Task.Delay(s_pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
