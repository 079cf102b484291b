namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>What one variant did in one round.</summary>
internal sealed record Measurement(
    double RequestsPerSecond, double CpuMicrosecondsPerRequest, double BytesPerRequest, double WorkingSetMegabytes);
