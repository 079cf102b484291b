namespace GatewayKit.Benchmarks.Load;

/// <summary>The latencies of a load, in milliseconds, and whether it kept its rate.</summary>
/// <param name="P50">The median.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Measured">The number of requests.</param>
/// <param name="Unsent">The requests that were due at the end and hadn't been sent. Their latencies up to then are included.</param>
/// <param name="Failure">The first failure; null if every response was as expected.</param>
internal sealed record LoadResult(double P50, double P99, double P999, long Measured, long Unsent, string? Failure);
