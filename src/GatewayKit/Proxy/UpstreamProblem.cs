namespace GatewayKit.Proxy;

/// <summary>How an exchange failed at the upstream.</summary>
/// <param name="Response">What the gateway answers.</param>
/// <param name="Failure">What the error hooks are told; null if the client is to blame.</param>
internal readonly record struct UpstreamProblem(GatewayResponse Response, UpstreamFailureException? Failure);
