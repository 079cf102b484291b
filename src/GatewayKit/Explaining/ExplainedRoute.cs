namespace GatewayKit.Explaining;

/// <summary>A route and what it has to do with a request.</summary>
/// <param name="Id">The route's id.</param>
/// <param name="Path">Its path pattern, or null for any path.</param>
/// <param name="Order">Its order; the lower wins.</param>
/// <param name="Mismatch">What of the request it does not match, such as <c>method</c>; null if it matches all of it.</param>
public sealed record ExplainedRoute(string Id, string? Path, int Order, string? Mismatch);
