namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>
/// The parts of an exchange that select a stored response in addition to its URI and <c>Vary</c>. Two routes can match the same URI
/// and lead to different upstreams, so each has its own responses.
/// </summary>
internal readonly record struct ResponseIdentity(string RouteId, string? ClusterId, string VaryBy);
