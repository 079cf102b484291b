namespace GatewayKit.Store;

/// <summary>The difference of one value.</summary>
/// <param name="Path">The path in the entry, such as <c>plugins[0].options.limit</c>; empty for the whole entry.</param>
/// <param name="Before">The value before as JSON; null if there was none. Secrets are <c>"***"</c>.</param>
/// <param name="After">The value afterwards as JSON; null if there is none. Secrets are <c>"***"</c>.</param>
public sealed record ValueDifference(string Path, string? Before, string? After);
