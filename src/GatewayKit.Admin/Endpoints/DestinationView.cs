namespace GatewayKit.Admin.Endpoints;

/// <summary>A destination of a cluster on this node.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">The address.</param>
/// <param name="IsHealthy">Whether the health checks allow requests.</param>
/// <param name="Active">The result of active health checks: <c>unknown</c>, <c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Passive">The result of passive health checks: <c>unknown</c>, <c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="RequestsInFlight">The number of requests that wait for its responses or receive them.</param>
internal sealed record DestinationView(string Name, string Address, bool IsHealthy, string Active, string Passive, int RequestsInFlight);
