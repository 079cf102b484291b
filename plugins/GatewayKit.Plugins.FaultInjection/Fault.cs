namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The fault of one request.</summary>
/// <param name="Delay">The time that it waits; zero for none.</param>
/// <param name="Response">The response instead of the upstream's; <c>null</c> to forward the request.</param>
internal readonly record struct Fault(TimeSpan Delay, GatewayResponse? Response);
