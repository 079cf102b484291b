namespace GatewayKit.Explaining;

/// <summary>A route and its relation to a request.</summary>
/// <param name="Id">The route's id.</param>
/// <param name="Path">Its path pattern, or null for any path.</param>
/// <param name="Order">Its order; the lower number wins.</param>
/// <param name="Mismatch">The part of the request that it doesn't match, such as <c>method</c>; null if it matches all of it.</param>
public sealed record ExplainedRoute(string Id, string? Path, int Order, string? Mismatch);
