namespace GatewayKit.Configuration;

/// <summary>The handling of an exchange when a plugin's hook throws or takes too long.</summary>
public enum PluginErrorPolicy
{
    /// <summary>Answers the exchange with 500.</summary>
    Reject,

    /// <summary>Logs and counts the failure and continues the exchange. Not allowed for authentication and authorization.</summary>
    Continue,
}
