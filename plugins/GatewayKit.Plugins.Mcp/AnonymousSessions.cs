namespace GatewayKit.Plugins.Mcp;

/// <summary>The callers who can use the session of an anonymous caller.</summary>
public enum AnonymousSessions
{
    /// <summary>Each anonymous caller that knows the id.</summary>
    Shared,

    /// <summary>Anonymous callers with the same IP address; for IPv6, the same network of 64 bits.</summary>
    Address,
}
