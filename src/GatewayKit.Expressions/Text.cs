namespace GatewayKit.Expressions;

/// <summary>A text; null if the request doesn't have it.</summary>
/// <param name="Of">Reads it from a request.</param>
/// <param name="Literal">The text, if it is written in the expression.</param>
internal sealed record Text(Func<GatewayContext, string?> Of, string? Literal = null) : Term("a text");
