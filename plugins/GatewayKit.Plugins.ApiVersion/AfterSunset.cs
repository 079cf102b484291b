namespace GatewayKit.Plugins.ApiVersion;

/// <summary>The handling of requests of a version after its sunset.</summary>
public enum AfterSunset
{
    /// <summary>Requests get a 410.</summary>
    Gone,

    /// <summary>Requests are forwarded as before.</summary>
    Serve,
}
