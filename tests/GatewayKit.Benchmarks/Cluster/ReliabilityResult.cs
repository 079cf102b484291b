namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The result of <see cref="ReliabilityRun"/>.</summary>
/// <param name="Duration">The time of the load.</param>
/// <param name="Calls">The requests of the load.</param>
/// <param name="Active">The milliseconds until each change of a route was active in all replicas.</param>
/// <param name="Resumed">The seconds from the restart of the API server until a change was active in all replicas.</param>
/// <param name="LeaderChanges">The seconds until another replica was the leader: after an orderly stop, and after an end without
/// warning.</param>
/// <param name="Api">The requests at the API server.</param>
/// <param name="Memory">The private memory of the larger replica in bytes.</param>
internal sealed record ReliabilityResult(
    TimeSpan Duration, CallTally Calls, IReadOnlyList<double> Active, double Resumed, IReadOnlyList<double> LeaderChanges, ApiCounts Api,
    long Memory);
