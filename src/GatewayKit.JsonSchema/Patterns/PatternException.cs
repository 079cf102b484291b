namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Thrown when a pattern isn't valid, with the reason. Only used within this folder.</summary>
internal sealed class PatternException(string message) : Exception(message);
