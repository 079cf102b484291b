namespace GatewayKit.Configuration;

/// <summary>How several authentication plugins of a route combine.</summary>
public enum AuthenticationMode
{
    /// <summary>Every one must authenticate the caller.</summary>
    All,

    /// <summary>The first that finds its credentials decides.</summary>
    Any,
}
