namespace GatewayKit.Plugins.Authorize.Expressions;

/// <summary>A condition.</summary>
internal sealed record Condition(Func<GatewayContext, bool> Of) : Term("a condition");
