namespace GatewayKit.Plugins.Deprecation;

/// <summary>The phase of an API that will be, is or was deprecated.</summary>
internal enum Phase
{
    /// <summary>Before its deprecation.</summary>
    Announced,

    /// <summary>Deprecated.</summary>
    Deprecated,

    /// <summary>In a brownout.</summary>
    Brownout,

    /// <summary>After its sunset.</summary>
    Sunset,
}
