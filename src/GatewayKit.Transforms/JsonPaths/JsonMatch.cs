namespace GatewayKit.Transforms;

/// <summary>A value that a path selects.</summary>
/// <param name="Parent">The array or object with the value; null for the root.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonMatch(JsonTree? Parent, JsonTree Value);
