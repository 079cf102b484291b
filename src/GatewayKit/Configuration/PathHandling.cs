namespace GatewayKit.Configuration;

/// <summary>The handling of an ambiguous spelling of a path.</summary>
public enum PathHandling
{
    /// <summary>Rejects the request with 400.</summary>
    Reject,

    /// <summary>Accepts the path and forwards it byte for byte.</summary>
    Keep,

    /// <summary>Merges several slashes into one before routing. Only for empty segments.</summary>
    Merge,
}
