namespace GatewayKit.Configuration;

/// <summary>Whether empty segments are refused or merged.</summary>
public enum MergeRule
{
    /// <summary>Refused with 400.</summary>
    Reject,

    /// <summary>Several slashes become one, before routing.</summary>
    Merge,
}
