namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>The answer of the shared store.</summary>
/// <param name="IsKnown">Whether the store answered in time.</param>
/// <param name="Value">The value; null if the store doesn't have the key.</param>
internal readonly record struct SharedValue(bool IsKnown, byte[]? Value);
