namespace GatewayKit.Bodies;

/// <summary>The treatment of bodies that aren't in UTF-8.</summary>
public enum OtherCharsets
{
    /// <summary>The exchange is rejected: 415 for a request, 502 for a response.</summary>
    Reject,

    /// <summary>The body stays as it is.</summary>
    Pass,
}
