namespace GatewayKit.Explaining;

/// <summary>A route and its relation to a request.</summary>
/// <param name="Id">The route's id.</param>
/// <param name="Path">Its path pattern, or null for any path. For a route with a <see
/// cref="Configuration.Matching.PreciseMatch"/>, the value of its condition.</param>
/// <param name="Order">Its order; the lower number wins.</param>
/// <param name="Mismatch">The part of the request that it doesn't match, such as <c>method</c>; null if it matches all of it.
/// <c>weight</c> if it does, but another route of the same choice was picked.</param>
public sealed record ExplainedRoute(string Id, string? Path, int Order, string? Mismatch);
