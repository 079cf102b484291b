namespace GatewayKit.Plugins.Deprecation;

/// <summary>The handling of requests after the sunset.</summary>
public enum AfterSunset
{
    /// <summary>They get a 410.</summary>
    Gone,

    /// <summary>They are redirected to the successor with 308.</summary>
    Redirect,

    /// <summary>They are forwarded as before.</summary>
    Serve,
}
