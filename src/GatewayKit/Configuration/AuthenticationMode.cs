namespace GatewayKit.Configuration;

/// <summary>How several authentication plugins of a route combine.</summary>
public enum AuthenticationMode
{
    /// <summary>All of them must authenticate the caller.</summary>
    All,

    /// <summary>The first plugin that finds its credentials decides.</summary>
    Any,
}
