namespace GatewayKit.Benchmarks.Load;

/// <summary>The state of a running load.</summary>
/// <param name="Requests">The requests that have been answered.</param>
/// <param name="Seconds">The time at which they were counted, since any moment.</param>
/// <param name="Failure">The first failure; null if every response was as expected.</param>
internal sealed record LoadCount(long Requests, double Seconds, string? Failure);
