namespace GatewayKit.Planning;

/// <summary>The key of requests between which no configuration distinguishes.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsShort">Whether it has only the parts of the target that routes compare. Plugins that run may read the others.</param>
internal readonly record struct RequestKey(UInt128 Value, bool IsShort);
