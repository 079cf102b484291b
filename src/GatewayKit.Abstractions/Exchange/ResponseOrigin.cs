namespace GatewayKit;

/// <summary>The producer of a response.</summary>
public enum ResponseOrigin
{
    /// <summary>The exchange doesn't have a response yet.</summary>
    None,

    /// <summary>The upstream.</summary>
    Upstream,

    /// <summary>A plugin, with <see cref="HookResult.Respond"/> or <see cref="AuthenticationResult.Respond"/>.</summary>
    Plugin,

    /// <summary>The gateway, for example for a rejected caller, a failed plugin or a failed upstream.</summary>
    Gateway,
}
