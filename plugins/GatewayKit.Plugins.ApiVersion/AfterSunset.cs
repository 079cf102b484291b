namespace GatewayKit.Plugins.ApiVersion;

/// <summary>The handling of requests of a version after its sunset.</summary>
public enum AfterSunset
{
    /// <summary>They get a 410.</summary>
    Gone,

    /// <summary>They are forwarded as before.</summary>
    Serve,
}
