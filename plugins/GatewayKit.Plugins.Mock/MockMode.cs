namespace GatewayKit.Plugins.Mock;

/// <summary>When a mock answers, on a route that has an upstream.</summary>
public enum MockMode
{
    /// <summary>Always; nothing is forwarded.</summary>
    Always,

    /// <summary>When the upstream answers 404, 405 or 501.</summary>
    Unimplemented,

    /// <summary>When the upstream is absent, unhealthy or doesn't answer in time.</summary>
    Fallback,
}
