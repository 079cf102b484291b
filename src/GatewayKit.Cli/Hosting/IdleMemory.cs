using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// Returns memory to the system when the process is idle: reading a large document, or a burst of requests, leaves
/// several times the needed memory allocated, and an idle process would keep it.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="allocated">The bytes that the process has allocated since its start.</param>
/// <param name="giveBack">Returns memory. Stops the process for some tenths of a second.</param>
/// <param name="isOnce">Whether to do this only once: after the start, which allocates more than a gateway needs later.</param>
internal sealed class IdleMemory(TimeProvider time, Func<long> allocated, Action giveBack, bool isOnce = false) : BackgroundService
{
    /// <summary>The interval of the check for activity.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The number of bytes that an idle process may allocate in an interval, including its timers.</summary>
    private const long Idle = 1 << 20;

    /// <summary>The number of bytes that must have been allocated since the last time to return memory.</summary>
    private const long Worth = 8 << 20;

    private readonly PeriodicTimer _ticks = new(Interval, time);

    /// <summary>Creates the service for this process.</summary>
    public static IdleMemory OfThisProcess(bool isOnce)
        => new(TimeProvider.System, () => GC.GetTotalAllocatedBytes(), GiveBack, isOnce);

    /// <summary>Returns unused memory to the system. A document of many megabytes leaves several times its size allocated.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

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
                if (isOnce)
                    return;
            }

            before = now;
        }
    }
}
