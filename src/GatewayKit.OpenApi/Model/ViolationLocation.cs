namespace GatewayKit.OpenApi;

/// <summary>The part of a message that violates its document.</summary>
public enum ViolationLocation
{
    /// <summary>A parameter of the path.</summary>
    Path,

    /// <summary>A parameter of the query.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>The body.</summary>
    Body,

    /// <summary>The status code of a response.</summary>
    Status,
}
