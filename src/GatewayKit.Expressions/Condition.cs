namespace GatewayKit.Expressions;

/// <summary>A condition; null if it depends on a value that the request doesn't have, so that <c>not</c> doesn't make it true.</summary>
internal sealed record Condition(Func<GatewayContext, bool?> Of) : Term("a condition");
