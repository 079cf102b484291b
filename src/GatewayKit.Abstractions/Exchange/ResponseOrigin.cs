namespace GatewayKit;

/// <summary>Who made the response of an exchange.</summary>
public enum ResponseOrigin
{
    /// <summary>There is none yet.</summary>
    None,

    /// <summary>The upstream.</summary>
    Upstream,

    /// <summary>A plugin, with <see cref="HookResult.Respond"/>.</summary>
    Plugin,

    /// <summary>The gateway itself: a rejected caller, a failed plugin, a failed upstream.</summary>
    Gateway,
}
