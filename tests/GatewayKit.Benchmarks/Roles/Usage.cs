namespace GatewayKit.Benchmarks.Roles;

/// <summary>What a process has used since it began.</summary>
/// <param name="CpuMicroseconds">The processor time of all its threads, in user and kernel mode.</param>
/// <param name="AllocatedBytes">The bytes allocated on the managed heap.</param>
/// <param name="WorkingSetBytes">The memory that it holds now.</param>
internal sealed record Usage(double CpuMicroseconds, long AllocatedBytes, long WorkingSetBytes)
{
    public static Usage OfThisProcess()
        => new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true), Environment.WorkingSet);
}
