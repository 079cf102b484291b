namespace GatewayKit.Plugins.Deprecation;

/// <summary>The handling of requests after the sunset.</summary>
public enum AfterSunset
{
    /// <summary>Requests get a 410.</summary>
    Gone,

    /// <summary>Requests are redirected to the successor with 308.</summary>
    Redirect,

    /// <summary>Requests are forwarded as before.</summary>
    Serve,
}
