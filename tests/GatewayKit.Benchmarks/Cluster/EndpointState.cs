namespace GatewayKit.Benchmarks.Cluster;

/// <summary>An endpoint of a Service.</summary>
/// <param name="Address">The IPv4 address.</param>
/// <param name="Port">The port.</param>
/// <param name="IsReady">Whether it is ready; otherwise it is terminating, and still serves.</param>
internal sealed record EndpointState(string Address, int Port, bool IsReady);
