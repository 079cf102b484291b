namespace GatewayKit.Proxy;

/// <summary>A failure of an exchange at the upstream.</summary>
/// <param name="Response">The gateway's response.</param>
/// <param name="Failure">The failure that the error hooks get; null if the client caused it.</param>
internal readonly record struct UpstreamProblem(GatewayResponse Response, UpstreamFailureException? Failure);
