namespace GatewayKit.Benchmarks.Roles;

/// <summary>What a process has used since it began.</summary>
/// <param name="CpuMicroseconds">The processor time of all its threads, in user and kernel mode.</param>
/// <param name="AllocatedBytes">The bytes allocated on the managed heap; 0 for a program without one.</param>
/// <param name="CompiledMethods">How often the runtime has compiled a method; 0 for a program without a compiler.</param>
internal sealed record Usage(double CpuMicroseconds, long AllocatedBytes, long CompiledMethods)
{
    public static Usage OfThisProcess() => new(
        Environment.CpuUsage.TotalTime.TotalMicroseconds,
        GC.GetTotalAllocatedBytes(precise: true),
        System.Runtime.JitInfo.GetCompiledMethodCount());
}
