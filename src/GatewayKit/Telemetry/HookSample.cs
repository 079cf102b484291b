namespace GatewayKit.Telemetry;

/// <summary>A call of a hook whose time is measured.</summary>
/// <param name="Calls">The calls of the plugin; null for no call.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Ticks">The time until now.</param>
internal readonly record struct HookSample(PluginCalls? Calls, HookKind Hook, long Ticks);
