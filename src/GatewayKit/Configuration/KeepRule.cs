namespace GatewayKit.Configuration;

/// <summary>Whether a spelling is refused or kept byte for byte.</summary>
public enum KeepRule
{
    /// <summary>Refused with 400.</summary>
    Reject,

    /// <summary>Let through and forwarded byte for byte.</summary>
    Keep,
}
