namespace GatewayKit.Plugins.Mock;

/// <summary>The time when a mock responds on a route with an upstream.</summary>
public enum MockMode
{
    /// <summary>Always; requests aren't forwarded.</summary>
    Always,

    /// <summary>After the upstream returns 404, 405 or 501.</summary>
    Unimplemented,

    /// <summary>If the upstream is missing, unhealthy or too slow.</summary>
    Fallback,
}
