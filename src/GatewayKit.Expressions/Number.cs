namespace GatewayKit.Expressions;

/// <summary>A number; null if the request doesn't have it.</summary>
internal sealed record Number(Func<GatewayContext, decimal?> Of) : Term("a number");
