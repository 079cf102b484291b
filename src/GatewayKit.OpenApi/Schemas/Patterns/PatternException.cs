namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>A pattern is not valid; the message says why. Never leaves this folder.</summary>
internal sealed class PatternException(string message) : Exception(message);
