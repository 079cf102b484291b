namespace GatewayKit.Configuration.Listeners;

/// <summary>A backend of a stream route.</summary>
/// <param name="ClusterId">The cluster, whose destinations get TLS with its settings if their addresses are <c>https</c>; null closes the
/// connections of this share.</param>
/// <param name="Weight">The share of the connections, relative to the sum of all weights, 0 to 1,000,000.</param>
public sealed record StreamBackend(string? ClusterId, int Weight);
