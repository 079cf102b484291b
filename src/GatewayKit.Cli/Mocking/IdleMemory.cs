using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Mocking;

/// <summary>
/// Gives memory back to the system when nothing has happened for a while: reading a large document, or a burst of requests, leaves
/// several times of what is needed behind, and an idle process would keep it.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="allocated">The bytes that the process has allocated since its start.</param>
/// <param name="giveBack">Gives memory back. It stops the process for some tenths of a second.</param>
internal sealed class IdleMemory(TimeProvider time, Func<long> allocated, Action giveBack) : BackgroundService
{
    /// <summary>How often it is looked whether anything happens.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>What an idle process may allocate in an interval, with its timers.</summary>
    private const long Idle = 1 << 20;

    /// <summary>What has to have been allocated since the last time, so that there is something to give back.</summary>
    private const long Worth = 8 << 20;

    private readonly PeriodicTimer _ticks = new(Interval, time);

    public override void Dispose()
    {
        _ticks.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (before, given) = (0L, 0L);
        while (await _ticks.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var now = allocated();
            if (now - before < Idle && now - given > Worth)
            {
                giveBack();
                given = now;
            }

            before = now;
        }
    }
}
