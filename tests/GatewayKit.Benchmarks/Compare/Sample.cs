namespace GatewayKit.Benchmarks.Compare;

/// <summary>The measurements of one process in one round.</summary>
/// <param name="CpuMicroseconds">The processor time of a request, as many as possible a second.</param>
/// <param name="RequestsPerSecond">The requests a second, as many as possible.</param>
/// <param name="AllocatedBytes">The bytes allocated for a request; 0 for a program without a managed heap.</param>
/// <param name="CpuMicrosecondsAtRate">The processor time of a request at the fixed rate.</param>
/// <param name="P50">The median latency at the fixed rate, in ms.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="MemoryMegabytes">The private memory at the end of the round.</param>
/// <param name="KeptRate">Whether at most 1 % of the requests were still unsent at the end.</param>
internal sealed record Sample(
    double CpuMicroseconds,
    double RequestsPerSecond,
    double AllocatedBytes,
    double CpuMicrosecondsAtRate,
    double P50,
    double P99,
    double P999,
    double MemoryMegabytes,
    bool KeptRate);
