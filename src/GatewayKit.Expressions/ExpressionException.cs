namespace GatewayKit.Expressions;

/// <summary>Thrown when an expression isn't valid, or can't be evaluated for a request. Its message contains no value of a
/// request.</summary>
internal sealed class ExpressionException(string message) : Exception(message);
