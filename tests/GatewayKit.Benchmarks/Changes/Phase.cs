using System.Diagnostics;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Changes;

/// <summary>A part of a change and its cost.</summary>
/// <param name="Name">The part.</param>
/// <param name="Milliseconds">Its wall time.</param>
/// <param name="CpuMilliseconds">The processor time of the process meanwhile, in all threads.</param>
/// <param name="Megabytes">The memory that the process allocated meanwhile.</param>
internal sealed record Phase(string Name, double Milliseconds, double CpuMilliseconds, double Megabytes)
{
    public static async Task<(Phase Phase, T Result)> RunAsync<T>(string name, Func<Task<T>> part)
    {
        var (before, clock) = (Usage.OfThisProcess(), Stopwatch.GetTimestamp());
        var result = await part().ConfigureAwait(false);
        var (time, after) = (Stopwatch.GetElapsedTime(clock), Usage.OfThisProcess());
        return (new Phase(name, time.TotalMilliseconds,
            (after.CpuMicroseconds - before.CpuMicroseconds) / 1000, (after.AllocatedBytes - before.AllocatedBytes) / 1e6), result);
    }

    /// <summary>The sum of several phases.</summary>
    public static Phase Sum(string name, IReadOnlyCollection<Phase> phases)
        => new(name, phases.Sum(p => p.Milliseconds), phases.Sum(p => p.CpuMilliseconds), phases.Sum(p => p.Megabytes));
}
