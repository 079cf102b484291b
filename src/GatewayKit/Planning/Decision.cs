namespace GatewayKit.Planning;

/// <summary>The decision about a request by one configuration.</summary>
/// <param name="Handling">The handling.</param>
/// <param name="IsOfPlugins">Whether plugins have run to identify the caller.</param>
/// <param name="Caller">The name of the caller; null for none.</param>
internal readonly record struct Decision(Handling Handling, bool IsOfPlugins, string? Caller = null);
