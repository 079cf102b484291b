namespace GatewayKit.Configuration;

/// <summary>The handling of empty segments of a path.</summary>
public enum MergeRule
{
    /// <summary>Rejects the request with 400.</summary>
    Reject,

    /// <summary>Merges several slashes into one before routing.</summary>
    Merge,

    /// <summary>Accepts empty segments unchanged, for an API that distinguishes paths by them.</summary>
    Keep,
}
