namespace GatewayKit.Admin.Endpoints;

/// <summary>Figures of the process.</summary>
/// <param name="CpuSeconds">The processor time.</param>
/// <param name="WorkingSetBytes">The physical memory.</param>
/// <param name="HeapBytes">The memory of managed objects.</param>
/// <param name="PoolThreads">The threads of the pool.</param>
/// <param name="QueuedWork">The work that waits for a thread of the pool.</param>
internal sealed record ProcessFigures(double CpuSeconds, long WorkingSetBytes, long HeapBytes, int PoolThreads, long QueuedWork)
{
    public static ProcessFigures Read() => new(
        Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3), Environment.WorkingSet, GC.GetTotalMemory(false),
        ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount);
}
