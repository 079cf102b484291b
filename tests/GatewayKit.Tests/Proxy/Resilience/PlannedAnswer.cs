namespace GatewayKit.Tests.Proxy.Resilience;

/// <summary>The response to a request with a plan.</summary>
/// <param name="Status">The status that the client got.</param>
/// <param name="Destinations">The destinations of the attempts.</param>
/// <param name="Body">The body that the client got; null if it was incomplete.</param>
internal sealed record PlannedAnswer(int Status, string Destinations, string? Body);
