namespace GatewayKit.Plugins.Cache.Store;

/// <summary>The answer with a stored response at an age in seconds.</summary>
internal sealed record PreparedHit(long Age, GatewayResponse Response);
