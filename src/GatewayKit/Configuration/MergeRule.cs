namespace GatewayKit.Configuration;

/// <summary>Whether empty segments are refused or merged.</summary>
public enum MergeRule
{
    /// <summary>Refused with 400.</summary>
    Reject,

    /// <summary>Several slashes become one, before routing.</summary>
    Merge,

    /// <summary>Let them through as they are: for an API that tells paths apart by them.</summary>
    Keep,
}
