namespace GatewayKit.Configuration;

/// <summary>What happens to an exchange when a plugin's hook throws or takes too long.</summary>
public enum PluginErrorPolicy
{
    /// <summary>The exchange is answered with 500.</summary>
    Reject,

    /// <summary>The failure is logged and counted and the exchange goes on. Refused for authentication and authorization.</summary>
    Continue,
}
