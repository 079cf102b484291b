namespace GatewayKit.Plugins.Soap;

/// <summary>The faults whose detail the client receives.</summary>
public enum FaultDetail
{
    /// <summary>Faults that become a 4xx.</summary>
    ClientErrors,

    /// <summary>All faults.</summary>
    Always,

    /// <summary>No faults.</summary>
    Never,
}
