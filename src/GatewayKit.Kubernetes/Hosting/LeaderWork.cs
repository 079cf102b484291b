using System.Diagnostics.CodeAnalysis;
using GatewayKit.Kubernetes.Status;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The work that only the leader does. A failure of one part doesn't end the others.</summary>
internal sealed class LeaderWork(
    StatusWriter statuses, ServiceProvisioner services, EventWriter events, TimeProvider time, LoopLog log)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        RepeatAsync(statuses.RunAsync, cancellation), RepeatAsync(services.RunAsync, cancellation),
        RepeatAsync(events.RunAsync, cancellation));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An unexpected failure must not end the other work of the leader.")]
    private async Task RepeatAsync(Func<CancellationToken, Task> run, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await run(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogLeaderFailed(error);
                await Task.Delay(s_pause, time, cancellation).ConfigureAwait(false);
            }
        }
    }
}
